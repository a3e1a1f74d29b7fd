import type { Consequence, NetworkEvent } from '../model/consequence.js';
import { just, type Subject } from './subject.js';

/** Errors that leave the connection as it was: of memory, of a policy, of a signal. */
const passing = new Set(['EINTR', 'ENOMEM', 'ENOBUFS', 'EPERM', 'EACCES', 'EMSGSIZE']);

/**
 * A call that moves data of a connection fails. All errors but the passing ones Linux reports
 * when the connection is gone, once: what is called later finds the end of it.
 * @param first what has to happen for the error to be seen
 */
export function transferError(
  errno: string,
  subject: Subject,
  first: readonly NetworkEvent[],
): Consequence {
  const change = { call: 'fail', errno } as const;
  if (passing.has(errno)) return just(change);
  if (errno === 'EAGAIN') return notYet(subject);
  const before: NetworkEvent[] = [...first, { event: 'reset' }, { event: 'clear-error' }];
  // With EPIPE the end of the stream has come before the reset (tcp(7)).
  if (errno === 'EPIPE') before.splice(first.length, 0, { event: 'close' });
  return { before, change, after: [] };
}

/** EAGAIN: a call that waits says so only when its time limit has passed. */
export function notYet({ socket }: Subject): Consequence {
  const change = { call: 'fail', errno: 'EAGAIN' } as const;
  const told: Consequence = { before: [], change, after: [{ event: 'notify' }] };
  return socket.nonBlocking ? told : { ...told, delay: { forEver: true } };
}
