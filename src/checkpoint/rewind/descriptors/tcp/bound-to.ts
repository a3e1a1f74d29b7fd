import { isSet } from '../../../../kernel/socket-options.js';
import { isMapped } from './address.js';
import type { Common } from './tcp-socket.js';

/**
 * What to bind a socket to that is to have this address. To bind it to a certain address of IPv6
 * sets IPV6_V6ONLY, which nobody can undo; by connecting it, as the program did, it gets the
 * address all the same.
 */
export function boundTo({ local, options }: Common): Buffer {
  const isSix = local.length >= 24;
  if (!isSix || isMapped(local) || isSet(options, 'IPV6_V6ONLY')) return local;
  const anywhere = Buffer.from(local);
  anywhere.fill(0, 8, 24);
  return anywhere;
}
