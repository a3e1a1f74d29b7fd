import { nr } from '../abi/syscalls.js';
import type { TimeMode } from '../model/settings.js';
import { allow, op, trace, type Instruction } from './bpf.js';

const solSocket = 1;
const soError = 4;
export const timeLimits = { receive: 20, send: 21, receiveNew: 66, sendNew: 67 } as const;
/** FUTEX_PRIVATE_FLAG and FUTEX_CLOCK_REALTIME are no part of the operation. */
const futexOperation = 0x7f;
/** FUTEX_LOCK_PI, _WAIT_BITSET, _WAIT_REQUEUE_PI, _LOCK_PI2: their limit is a point in time. */
const futexDeadlines = { lockPi: 6, waitBitset: 9, waitRequeuePi: 11, lockPi2: 13 } as const;
/** TIMER_ABSTIME and TFD_TIMER_ABSTIME. */
const absolute = 1;
const futexWait = 0;
const lastClock = 11; // CLOCK_TAI
const cpuClocks = { process: 2, thread: 3 } as const;

/** The low half of an argument; what the kernel takes as `int` has no other. */
function argument(index: number): Instruction {
  return [op.load, 0, 0, 16 + index * 8];
}

function upperHalf(index: number): Instruction {
  return [op.load, 0, 0, 20 + index * 8];
}

/** Goes on behind it where the argument is given, and not 0; else as many instructions on. */
const isGiven = (index: number, otherwise: number): readonly Instruction[] => [
  argument(index),
  [op.jumpIfEqual, 0, 2, 0],
  upperHalf(index),
  [op.jumpIfEqual, otherwise, 0, 0],
];

const ifGiven = (index: number): readonly Instruction[] => [...isGiven(index, 1), trace, allow];

/** Stops at the call where what was loaded last is one of these. */
const ifOneOf = (values: readonly number[]): readonly Instruction[] => [
  ...values.map((value, at): Instruction => {
    const following = values.length - 1 - at;
    return [op.jumpIfEqual, following, following === 0 ? 1 : 0, value];
  }),
  trace,
  allow,
];

const isAbsolute: readonly Instruction[] = [
  argument(1),
  [op.jumpIfBits, 0, 1, absolute],
  trace,
  allow,
];

/** A futex with a time limit, and one of these operations. */
function ifFutex(operations: readonly number[]): readonly Instruction[] {
  const tests = [argument(1), [op.and, 0, 0, futexOperation], ...ifOneOf(operations)] as const;
  return [...isGiven(3, tests.length - 1), ...tests];
}

/** An option of SOL_SOCKET, one of these. */
function ifSocketOption(options: readonly number[]): readonly Instruction[] {
  const tests = [argument(2), ...ifOneOf(options)] as const;
  return [argument(1), [op.jumpIfEqual, 0, tests.length - 1, solSocket], ...tests];
}

/** Not the clocks of processor time, nor those of devices and other processes (negative). */
const readsWorldClock: readonly Instruction[] = [
  argument(0),
  [op.jumpIfAbove, 3, 0, lastClock],
  [op.jumpIfEqual, 2, 0, cpuClocks.process],
  [op.jumpIfEqual, 1, 0, cpuClocks.thread],
  trace,
  allow,
];

/** An int of milliseconds; no time at all, and for ever, are no limit. */
const withLimit = (index: number): readonly Instruction[] => [
  argument(index),
  [op.jumpIfEqual, 2, 0, 0],
  [op.jumpIfAbove, 1, 0, 0x7fff_ffff],
  trace,
  allow,
];

const mapAnonymous = 0x20;
const takesMemory: readonly Instruction[] = [
  argument(3),
  [op.jumpIfBits, 0, 1, mapAnonymous],
  trace,
  allow,
];

const always: readonly Instruction[] = [trace];

/**
 * Where the kernel keeps time, calls that wait for how long, and not until when, go by no clock;
 * getsockopt is of interest for SO_ERROR, mmap where it takes memory.
 */
const conditions: ReadonlyMap<number, readonly Instruction[]> = new Map([
  [nr.getsockopt, ifSocketOption([soError])],
  [nr.mmap, takesMemory],
  [nr.clock_gettime, readsWorldClock],
  [nr.futex, ifFutex(Object.values(futexDeadlines))],
  [nr.futex_waitv, ifGiven(3)],
  [nr.mq_timedsend, ifGiven(4)],
  [nr.mq_timedreceive, ifGiven(4)],
  [nr.clock_nanosleep, isAbsolute],
  [nr.timer_settime, isAbsolute],
  [nr.timerfd_settime, isAbsolute],
]);

/** Where the world keeps time: all that waits for a limited time is. */
const virtualConditions: ReadonlyMap<number, readonly Instruction[]> = new Map([
  [nr.getsockopt, ifSocketOption([soError, ...Object.values(timeLimits)])],
  [nr.futex, ifFutex([futexWait, ...Object.values(futexDeadlines)])],
  [nr.clock_nanosleep, always],
  [nr.timer_settime, always],
  [nr.timerfd_settime, always],
  [nr.poll, withLimit(2)],
  [nr.epoll_wait, withLimit(3)],
  [nr.epoll_pwait, withLimit(3)],
  [nr.epoll_pwait2, ifGiven(3)],
  [nr.ppoll, ifGiven(2)],
  [nr.select, ifGiven(4)],
  [nr.pselect6, ifGiven(4)],
  [nr.rt_sigtimedwait, ifGiven(2)],
  [nr.semtimedop, ifGiven(3)],
]);

/** What a filter stops: a call, by its number, or only where this argument is given, and not 0. */
export type StoppedCall =
  | number
  | { readonly call: number; readonly argument: number }
  /** Whatever the arguments of one that has conditions. */
  | { readonly call: number; readonly always: true };

/** Instructions that follow on the number of a call. */
export function answerTo(stopped: StoppedCall, time: TimeMode): readonly Instruction[] {
  if (typeof stopped === 'object') return 'always' in stopped ? always : ifGiven(stopped.argument);
  return conditionOf(stopped, time) ?? [trace];
}

function conditionOf(call: number, time: TimeMode): readonly Instruction[] | undefined {
  const virtual = time === 'virtual' ? virtualConditions.get(call) : undefined;
  return virtual ?? conditions.get(call);
}
