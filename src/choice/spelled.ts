import type { SocketView } from '../model/choice-point.js';
import type { WatchedCall } from './call.js';

interface MadeCall {
  readonly call: Pick<WatchedCall, 'name'>;
  readonly address?: string;
  readonly socket: Pick<SocketView, 'type'>;
}

/** send(3) and recv(3) of the C library are sendto and recvfrom without an address. */
export function spelled({ call, address, socket }: MadeCall): string {
  if (address !== undefined || socket.type === 'dgram') return call.name;
  if (call.name === 'sendto') return 'send';
  return call.name === 'recvfrom' ? 'recv' : call.name;
}
