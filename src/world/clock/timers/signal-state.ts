import { hasSignal, signalSets } from '../../../kernel/signal-sets.js';
import { isIgnoredByDefault } from '../../../abi/signals.js';
import type { Thread, TracedProcess } from '../../../tracer/tracee.js';

const nobodys = { pending: 0n, blocked: 0n, ignored: 0n, caught: 0n };

/** Whether a signal waits to be taken: one for the process, or for one of its threads. */
export function isAtDoor(process: TracedProcess, signal: number, thread?: Thread): boolean {
  return hasSignal(setsOf(thread ?? process.anyThread()).pending, signal);
}

/**
 * Whether a signal would be taken note of. Of a process that is traced none is ignored before it
 * is delivered (sig_ignored() in the kernel): that would end calls which it should not.
 */
export function hearsOf(process: TracedProcess, signal: number, thread?: Thread): boolean {
  const { blocked, caught, ignored } = setsOf(thread ?? process.anyThread());
  if (hasSignal(blocked | caught, signal)) return true;
  return !hasSignal(ignored, signal) && !isIgnoredByDefault(signal);
}

function setsOf({ tid }: Thread): NonNullable<ReturnType<typeof signalSets>> {
  return signalSets(tid) ?? nobodys;
}
