import { waitingCalls } from '../abi/syscalls.js';
import { Pidfd } from '../kernel/pidfd.js';
import { fdTarget, readProc } from '../kernel/procfs.js';
import { hasSignal, signalSets } from '../kernel/signal-sets.js';
import { socketTimeLimit, type Direction } from '../kernel/socket.js';
import type { TimeMode } from '../model/settings.js';
import type { Thread, TracedProcess } from '../tracer/tracee.js';
import { hasDataOnItsWay } from './data-on-its-way.js';
import { descriptors } from './open-ports.js';
import { callOf, isZombie } from './quiescence.js';

const sigalrm = 14;

/** Argument numbers of time limits, by call: an int of milliseconds, or a pointer to a timespec. */
const timeLimits: ReadonlyMap<number, { readonly argument: number; readonly pointer: boolean }> =
  new Map([
    [7, { argument: 2, pointer: false }], // poll
    [232, { argument: 3, pointer: false }], // epoll_wait
    [281, { argument: 3, pointer: false }], // epoll_pwait
    [23, { argument: 4, pointer: true }], // select
    [270, { argument: 4, pointer: true }], // pselect6
    [271, { argument: 2, pointer: true }], // ppoll
    [441, { argument: 3, pointer: true }], // epoll_pwait2
    [202, { argument: 3, pointer: true }], // futex
    [220, { argument: 3, pointer: true }], // semtimedop
    [128, { argument: 2, pointer: true }], // rt_sigtimedwait
    [449, { argument: 3, pointer: true }], // futex_waitv
  ]);

/** nanosleep, clock_nanosleep, restart_syscall: they end by themselves. */
const sleeps = new Set([35, 230, 219]);

/** Calls that wait for what a socket can be told to give up on: read, readv, accept, recv*. */
const receiving = new Set([0, 19, 43, 45, 47, 288, 299]);
/** write, writev, sendfile, connect, send*. */
const sending = new Set([1, 20, 40, 42, 44, 46, 307]);

/**
 * Whether quiescent processes will stay so for ever: no thread's wait has a time limit, and no
 * timer is armed that could wake one, be it the kernel's own for data that a connection has not
 * delivered yet (design rule 6: "it took long" is not a hang).
 * Where time is the world's own it knows its timers, and none is left. Otherwise an alarm(2)
 * cannot be seen from outside: a process that has set one and not cancelled it, or catches
 * SIGALRM, is given the benefit.
 */
export function isStalled(processes: Iterable<TracedProcess>, time: TimeMode): boolean {
  const all = [...processes];
  return all.every((process) => isStuck(process, time)) && !hasDataOnItsWay(all);
}

function isStuck(process: TracedProcess, time: TimeMode): boolean {
  const waits = [...process.threads.values()].every((thread) => waitsForEver(thread));
  return waits && (time === 'virtual' || (!process.armsAlarm && !hasTimer(process.pid)));
}

function waitsForEver(thread: Thread): boolean {
  if (thread.state === 'parked') return true;
  const text = thread.files.call ?? '';
  const call = callOf(thread, text);
  if (call === undefined) return isZombie(thread);
  if (!waitingCalls.has(call) || sleeps.has(call)) return false;
  const args = text.split(' ').slice(1);
  const limit = timeLimits.get(call);
  if (limit === undefined) return !isLimited(thread.tid, call, Number(args[0]));
  const value = BigInt(args[limit.argument] ?? '0');
  return limit.pointer ? value === 0n : BigInt.asIntN(32, value) < 0n;
}

/** Whether the call is on a socket that gives up after a time. */
function isLimited(tid: number, call: number, fd: number): boolean {
  return timeLimitOf(tid, call, fd) !== 0n;
}

/** Microseconds after which the call gives up because of the socket that it is on; 0: never. */
export function timeLimitOf(tid: number, call: number, fd: number): bigint {
  const direction: Direction | undefined = receiving.has(call)
    ? 'receive'
    : sending.has(call)
      ? 'send'
      : undefined;
  if (direction === undefined) return 0n;
  using pidfd = Pidfd.open(tid);
  const copy = pidfd?.take(fd);
  if (copy === undefined || typeof copy === 'string') return 0n;
  using owned = copy;
  return socketTimeLimit(owned.fd, direction);
}

function hasTimer(pid: number): boolean {
  if (hasSignal(signalSets(pid)?.caught ?? 0n, sigalrm)) return true;
  if ((readProc(`/proc/${String(pid)}/timers`) ?? '') !== '') return true;
  return descriptors(pid).some((fd) => isArmedTimer(pid, fd));
}

function isArmedTimer(pid: number, fd: number): boolean {
  if (fdTarget(pid, fd) !== 'anon_inode:[timerfd]') return false;
  const info = readProc(`/proc/${String(pid)}/fdinfo/${String(fd)}`) ?? '';
  return !info.includes('it_value: (0, 0)');
}
