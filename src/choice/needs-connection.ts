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
