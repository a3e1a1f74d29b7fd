import { willRestart } from '../../../tracer/override.js';
import { callAgain, type Registers } from '../../../tracer/registers.js';
import type { Session } from '../../../tracer/session.js';
import type { Thread } from '../../../tracer/tracee.js';
import { isMerelyInterrupted } from '../../freezer.js';
import { clearSets } from './answer.js';
import type { TimedCall } from './timed-call.js';

/** What the thread finds: a call that timed out, or the call to be made that it waited before. */
type End = { readonly call: TimedCall; readonly asMade: Registers } | { readonly again: Registers };

/**
 * End a call that a thread waits in as if its time were over. Interrupted, the kernel has left
 * everything as a call that timed out leaves it, but for its result and the sets of select(2).
 */
export function expire(session: Session, thread: Thread, end: End): void {
  const status = session.halt(thread);
  const registers = thread.state === 'stopped' ? thread.registers() : 'died';
  if (status.kind === 'syscall' && registers !== 'died' && isInterrupted(thread, registers)) {
    if ('again' in end) thread.setRegisters(callAgain(end.again));
    else {
      if (end.call.hasSets === true) clearSets(thread, end.asMade);
      thread.setRegisters(registers.set('rax', end.call.result));
    }
  }
  // Its return is reported as any other.
  session.defer(thread, status);
}

export function isInterrupted(thread: Thread, registers: Registers): boolean {
  return willRestart(registers.signed('rax')) || isMerelyInterrupted(thread, registers);
}
