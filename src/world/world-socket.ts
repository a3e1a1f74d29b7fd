import { errnoName } from '../abi/errno.js';
import { Pidfd, type OwnedFd } from '../kernel/pidfd.js';
import type { Puppet } from '../tracer/puppet.js';
import { WorldRefused } from './refusal.js';

/**
 * Sockets belong to the network that they were made in: the world's init makes them.
 * @throws WorldRefused
 */
export function socketOfWorld(
  init: Puppet,
  domain: number,
  type: number,
  protocol: number,
): OwnedFd {
  const fd = init.call('socket', domain, type, protocol);
  if (fd < 0) throw new WorldRefused('network', errnoName(-fd), 'make a socket');
  using pidfd = Pidfd.open(init.pid);
  const made = pidfd?.take(fd);
  init.call('close', fd);
  if (made !== undefined && typeof made !== 'string') return made;
  throw new WorldRefused('network', made ?? 'ESRCH', 'take a socket');
}
