import { nr } from '../../../abi/syscalls.js';
import type { RegisterName, Registers } from '../../../tracer/registers.js';

/** A call that waits for a limited time, and what the kernel does with the limit. */
export interface TimedCall {
  /** The argument that limits it, and what it holds or points to. */
  readonly limit: RegisterName;
  readonly unit: 'ms' | 'timespec' | 'timeval';
  /** The clock of a limit that is a point in time; undefined where it is a stretch of time. */
  readonly clock?: (registers: Registers) => number | undefined;
  /** What it returns when the time is over. */
  readonly result: number;
  /** Whether it waits for nothing but the time. */
  readonly sleeps?: true;
  /** The argument where it writes what is left: always, or where a signal ended it. */
  readonly left?: RegisterName;
  /** Whether it clears the sets of descriptors that it was given. */
  readonly hasSets?: true;
  /** Whether a signal handler ends it for good only because its time is limited. */
  readonly endsBySignal?: true;
}

const [realtime, monotonic] = [0, 1];
const timedOut = -110; // ETIMEDOUT
const again = -11; // EAGAIN
/** TIMER_ABSTIME. */
const absolute = 1;
/** FUTEX_WAIT, the one operation whose limit is a stretch of time; FUTEX_LOCK_PI, by a date. */
const futex = { wait: 0, lockPi: 6, operation: 0x7f, realtimeFlag: 256 } as const;

function futexClock(registers: Registers): number | undefined {
  const what = registers.int('rsi');
  const operation = what & futex.operation;
  if (operation === futex.wait) return undefined;
  if (operation === futex.lockPi) return realtime;
  return (what & futex.realtimeFlag) === 0 ? monotonic : realtime;
}

const queue: TimedCall = {
  limit: 'r8',
  unit: 'timespec',
  clock: () => realtime,
  result: timedOut,
};
const epoll: TimedCall = { limit: 'r10', unit: 'ms', result: 0 };

const calls: ReadonlyMap<number, TimedCall> = new Map<number, TimedCall>([
  [nr.nanosleep, { limit: 'rdi', unit: 'timespec', result: 0, sleeps: true, left: 'rsi' }],
  [
    nr.clock_nanosleep,
    {
      limit: 'rdx',
      unit: 'timespec',
      clock: (now) => ((now.int('rsi') & absolute) === 0 ? undefined : now.int('rdi')),
      result: 0,
      sleeps: true,
      left: 'r10',
    },
  ],
  [nr.poll, { limit: 'rdx', unit: 'ms', result: 0 }],
  [nr.ppoll, { limit: 'rdx', unit: 'timespec', result: 0, left: 'rdx' }],
  [nr.select, { limit: 'r8', unit: 'timeval', result: 0, left: 'r8', hasSets: true }],
  [nr.pselect6, { limit: 'r8', unit: 'timespec', result: 0, left: 'r8', hasSets: true }],
  [nr.epoll_wait, epoll],
  [nr.epoll_pwait, epoll],
  [nr.epoll_pwait2, { ...epoll, unit: 'timespec' }],
  [
    nr.futex,
    { limit: 'r10', unit: 'timespec', clock: futexClock, result: timedOut, endsBySignal: true },
  ],
  [
    nr.futex_waitv,
    { limit: 'r10', unit: 'timespec', clock: (now) => now.int('r8'), result: timedOut },
  ],
  [nr.rt_sigtimedwait, { limit: 'rdx', unit: 'timespec', result: again }],
  [nr.semtimedop, { limit: 'r10', unit: 'timespec', result: again }],
  [nr.mq_timedsend, queue],
  [nr.mq_timedreceive, queue],
]);

export const timedCalls: readonly number[] = [...calls.keys()];

export function timedCall(number: number): TimedCall | undefined {
  return calls.get(number);
}
