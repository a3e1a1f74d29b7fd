import { nr } from '../abi/syscalls.js';
import { readMemory } from '../kernel/process-memory.js';
import type { Registers } from '../tracer/registers.js';
import type { Thread } from '../tracer/tracee.js';

/** ITIMER_REAL; the others count processor time and never wake what waits. */
const realTime = 0;
/** struct itimerval: the interval, and the time until then. */
const noTimer = Buffer.alloc(32);

/** Calls that set the one timer of a process that cannot be seen from outside. */
export const alarmCalls: readonly number[] = [nr.alarm, nr.setitimer];

/** Note at such a call, about to be made, whether an alarm is set after it. */
export function noteAlarm(thread: Thread, registers: Registers): void {
  const { process } = thread;
  const call = registers.number('origRax');
  if (call === nr.alarm) process.armsAlarm = registers.int('rdi') !== 0;
  else if (call === nr.setitimer && registers.int('rdi') === realTime)
    process.armsAlarm = !stops(thread, registers);
}

/**
 * Without a value the timer is stopped as well (setitimer(2), BUGS). A value that cannot be read
 * changes nothing, and one that is not all zeros may be refused: an alarm may be set then.
 */
function stops({ tid, process }: Thread, registers: Registers): boolean {
  const value = registers.number('rsi');
  if (value === 0) return true;
  const bytes = readMemory(tid, value, noTimer.length);
  return bytes.length < noTimer.length ? !process.armsAlarm : bytes.equals(noTimer);
}
