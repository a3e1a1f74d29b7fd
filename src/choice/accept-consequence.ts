import type { Consequence } from '../model/consequence.js';
import { just } from './subject.js';

/** Those that say something of this process; the connection stays where it is. */
const staying = new Set(['EMFILE', 'ENFILE', 'ENOBUFS', 'ENOMEM', 'EINTR']);

/** accept(2) fails with errors of the connection that is next; with it, that is gone. */
export function acceptConsequence(errno: string): Consequence {
  if (staying.has(errno)) return just({ call: 'fail', errno });
  const before = [{ event: 'drop' }] as const;
  // Of more connections the next one is accepted.
  if (errno === 'EAGAIN') return { before, change: { call: 'run' }, after: [] };
  return { before, change: { call: 'fail', errno }, after: [] };
}
