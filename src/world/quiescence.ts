import { hasPacketsInFlight } from '../kernel/softnet.js';
import { nr, waitingCalls } from '../abi/syscalls.js';
import type { Thread, TracedProcess } from '../tracer/tracee.js';

/**
 * Whether nothing in these processes runs. One look at each thread cannot tell: between the look
 * at one and the look at the next, the second may have woken the first, and two threads that
 * hand a lock to and fro can keep that up. But when every thread waits in two passes and none of
 * them has gone to sleep anew meanwhile, there was a moment at which all waited. Nor may a packet
 * be on its way to one of them.
 */
export function isQuiescent(processes: Iterable<TracedProcess>): boolean {
  const threads = [...processes].flatMap((process) => [...process.threads.values()]);
  if (!threads.every(isWaiting) || hasPacketsInFlight()) return false;
  const sleeps = threads.map((thread) => (isAtRest(thread) ? undefined : sleepOf(thread)));
  return (
    threads.every(isWaiting) && threads.every((thread, i) => stayedAsleep(thread, sleeps[i]))
  );
}

function stayedAsleep(thread: Thread, before: string | undefined): boolean {
  if (isAtRest(thread)) return true;
  const now = sleepOf(thread);
  return now === undefined ? isZombie(thread) : now === before;
}

/** It does nothing before it is told to. */
function isAtRest({ state }: Thread): boolean {
  return state === 'stopped' || state === 'parked';
}

/** At rest, or in a call that waits for something else to happen. */
function isWaiting(thread: Thread): boolean {
  if (isAtRest(thread)) return true;
  if (thread.state === 'fresh') return false;
  const call = callOf(thread, thread.currentSyscall());
  return call === undefined ? isZombie(thread) : waitingCalls.has(call);
}

/**
 * A main thread that ended before the others: it stays until they end, and reports nothing. The
 * last thread of a process is a zombie only until its end has been reported.
 */
export function isZombie(thread: Thread): boolean {
  const { pid, threads } = thread.process;
  return thread.tid === pid && threads.size > 1 && /^State:\tZ/m.test(thread.status() ?? '');
}

/**
 * The number of times that the thread has gone to sleep; undefined unless it sleeps in a way
 * that a signal could end. It does not where it waits for a disk, or stands in a stop of which
 * the tracer has not heard yet.
 */
function sleepOf(thread: Thread): string | undefined {
  return /^State:\tS[^]*^voluntary_ctxt_switches:\t(\d+)/m.exec(thread.status() ?? '')?.[1];
}

/** The call that a thread is in; one that is made again after a stop is still that call. */
export function callOf(thread: Thread, text: string | undefined): number | undefined {
  const call = callNumber(text);
  return call === nr.restart_syscall ? (thread.restarts ?? call) : call;
}

/** The number at the head of /proc/TID/syscall; undefined while it is in no call, or gone. */
export function callNumber(text: string | undefined): number | undefined {
  if (text === undefined || text.startsWith('running')) return undefined;
  const number = Number(text.slice(0, text.indexOf(' ')));
  // -1 stands for a thread that sleeps, or is a zombie, outside of any call.
  return Number.isInteger(number) && number >= 0 ? number : undefined;
}
