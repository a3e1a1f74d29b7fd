import type { ExitStatus } from '../model/termination.js';
import { signalNumber } from '../abi/signals.js';
import type { Thread } from '../tracer/tracee.js';
import type { Inferior } from './inferior/inferior.js';
import { toGdbSignal } from './wire/signal-numbers.js';

/** Why a thread has stopped. @param reason what gdb is told besides the signal */
export function stopReport(
  inferior: Inferior,
  thread: Thread,
  signal: number,
  reason = '',
): string {
  return `T${twoDigits(toGdbSignal(signal))}thread:${inferior.nameOf(thread)};${reason}`;
}

/** The process has ended. */
export function endReport(inferior: Inferior, status: ExitStatus): string {
  const [kind, number] =
    status.kind === 'exited' ? ['W', status.code] : ['X', toGdbSignal(signalNumber(status.signal))];
  return `${kind}${twoDigits(number)};process:${inferior.number.toString(16)}`;
}

function twoDigits(number: number): string {
  return number.toString(16).padStart(2, '0');
}
