import type { SocketView } from '../model/choice-point.js';
import type { CallGroup } from './call.js';

/** Calls that the kernel refuses by itself while there is no connection. */
const groups = new Set<CallGroup>([
  'receive',
  'receive-many',
  'send',
  'send-many',
  'shutdown',
  'peer-name',
  'move',
]);

export function needsConnection(group: CallGroup): boolean {
  return groups.has(group);
}

/** Whether it is a socket for a connection of TCP that has none, or none any more. */
export function lacksConnection(socket: Pick<SocketView, 'family' | 'type' | 'peer'>): boolean {
  return socket.type === 'stream' && socket.family !== 'unix' && socket.peer === undefined;
}
