import { threadState } from '../kernel/procfs.js';
import { waitingCalls } from '../abi/syscalls.js';
import type { Thread, TracedProcess } from '../tracer/tracee.js';

/**
 * Whether nothing in these processes runs. Two passes: between the look at one thread and the
 * look at the next, the second may have woken the first.
 */
export function isQuiescent(processes: Iterable<TracedProcess>): boolean {
  const threads = [...processes].flatMap((process) => [...process.threads.values()]);
  return threads.every(isWaiting) && threads.every(isWaiting);
}

/** Stopped, or asleep in a call that waits for something else to happen. */
function isWaiting(thread: Thread): boolean {
  if (thread.state === 'stopped') return true;
  if (thread.state === 'fresh') return false;
  const call = callNumber(thread.currentSyscall());
  if (call === undefined) return false;
  // Other calls (reading a file, exec) sleep only for a moment, or in a group-stop for long.
  return waitingCalls.has(call) || threadState(thread.process.pid, thread.tid) === 't';
}

/** The number at the head of /proc/TID/syscall; undefined while it runs or is gone. */
export function callNumber(text: string | undefined): number | undefined {
  if (text === undefined || text.startsWith('running')) return undefined;
  const number = Number(text.slice(0, text.indexOf(' ')));
  return Number.isInteger(number) ? number : undefined;
}
