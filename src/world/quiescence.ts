import { hasPacketsInFlight } from '../kernel/softnet.js';
import { nr, waitingCalls } from '../abi/syscalls.js';
import type { Thread, TracedProcess } from '../tracer/tracee.js';

/**
 * Whether nothing in these processes runs. One look at each thread cannot tell: between the look
 * at one and the look at the next, the second may have woken the first, and two threads that
 * hand a lock to and fro can keep that up. But when every thread rests in two passes, and in the
 * second in the same sleep as in the first, there was a moment at which all did. Nor may a packet
 * be on its way to one of them.
 */
export function isQuiescent(processes: Iterable<TracedProcess>): boolean {
  const threads = [...processes].flatMap((process) => [...process.threads.values()]);
  const rests: string[] = [];
  for (const thread of threads) {
    const rest = restOf(thread);
    if (rest === undefined) return false;
    rests.push(rest);
  }
  return !hasPacketsInFlight() && threads.every((thread, i) => restOf(thread) === rests[i]);
}

/** In which rest a thread is, if it is in one; a thread that ran in between is in another. */
function restOf(thread: Thread): string | undefined {
  // It does nothing before it is told to.
  if (thread.state === 'stopped' || thread.state === 'parked') return 'stopped';
  if (thread.state === 'fresh') return undefined;
  const { schedule } = thread.files;
  // That it is in a call says that it has not been woken, either: else it would read `running`.
  const call = callOf(thread, thread.files.call);
  if (call === undefined) return isZombie(thread) ? 'ended' : undefined;
  if (!waitingCalls.has(call) || schedule === undefined) return undefined;
  if (thread.restsSince !== schedule && !sleeps(thread)) return undefined;
  thread.restsSince = schedule;
  return schedule;
}

/**
 * A main thread that ended before the others: it stays until they end, and reports nothing. The
 * last thread of a process is a zombie only until its end has been reported.
 */
export function isZombie(thread: Thread): boolean {
  const { pid, threads } = thread.process;
  return thread.tid === pid && threads.size > 1 && /^State:\tZ/m.test(thread.files.status ?? '');
}

/**
 * Whether it sleeps in a way that a signal could end. It does not where it waits for a disk, or
 * stands in a stop of which the tracer has not heard yet.
 */
function sleeps(thread: Thread): boolean {
  return /^State:\tS/m.test(thread.files.status ?? '');
}

/** The call that a thread is in; one that is made again after a stop is still that call. */
export function callOf(thread: Thread, text: string | undefined): number | undefined {
  const call = callNumber(text);
  if (call === nr.pause) return thread.pausesFor ?? call;
  return call === nr.restart_syscall ? (thread.restarts ?? call) : call;
}

/** The number at the head of /proc/TID/syscall; undefined while it is in no call, or gone. */
export function callNumber(text: string | undefined): number | undefined {
  if (text === undefined || text.startsWith('running')) return undefined;
  const number = Number(text.slice(0, text.indexOf(' ')));
  // -1 stands for a thread that sleeps, or is a zombie, outside of any call.
  return Number.isInteger(number) && number >= 0 ? number : undefined;
}
