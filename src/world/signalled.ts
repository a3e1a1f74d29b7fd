import { hasSignal, signalSets, signalSetsIn } from '../kernel/signal-sets.js';
import type { Thread } from '../tracer/tracee.js';

/** Whether a signal waits that the thread does not block. */
export function isSignalled(thread: Thread): boolean {
  const sets = signalSetsIn(thread.files.status ?? '');
  return sets !== undefined && (sets.pending & ~sets.blocked) !== 0n;
}

/** Whether a handler of the program runs when the thread gets this signal. */
export function willHandle(thread: Thread, signal: number): boolean {
  return hasSignal(signalSets(thread.tid)?.caught ?? 0n, signal);
}
