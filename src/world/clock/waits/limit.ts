import { nr } from '../../../abi/syscalls.js';
import { fromTimespec, isTimespec } from '../../../kernel/clocks.js';
import { readMemory } from '../../../kernel/process-memory.js';
import type { Registers } from '../../../tracer/registers.js';
import type { Thread } from '../../../tracer/tracee.js';
import type { VirtualClock } from '../virtual-clock.js';
import { timedCall, type TimedCall } from './timed-call.js';

/** CLOCK_REALTIME, _MONOTONIC, _BOOTTIME and _TAI: what one can wait for without privileges. */
const clocks: ReadonlySet<number> = new Set([0, 1, 7, 11]);
/** No sleep is shorter (PR_SET_TIMERSLACK): a loop of sleeps of no length makes time pass. */
const slack = 50_000n;
const millisecond = 1_000_000n;
const microsecond = 1000n;
const microseconds = 1_000_000n;

/**
 * When a call that is about to be made has waited long enough, by the world's clock.
 * @returns undefined where the kernel must see the limit as it is: it does not wait, or refuses,
 * or goes by the time of a processor
 */
export function dueOf(
  call: TimedCall,
  thread: Thread,
  registers: Registers,
  clock: VirtualClock,
): bigint | undefined {
  const id = clockOf(call, registers);
  if (id !== undefined && !clocks.has(id)) return undefined;
  const limit = limitOf(call, thread, registers);
  if (limit === undefined || (limit === 0n && call.sleeps !== true)) return undefined;
  if (isPoint(call, registers)) return limit - clock.originOf(id ?? 0);
  return clock.now() + (call.sleeps === true && limit < slack ? slack : limit);
}

/** Nanoseconds for which a call waits; undefined where it waits as long as it takes. */
export function waitLimitOf(thread: Thread, registers: Registers): bigint | undefined {
  const call = timedCall(registers.number('origRax'));
  return call && limitOf(call, thread, registers);
}

/** Whether the limit is a point in time. */
export function isPoint(call: TimedCall, registers: Registers): boolean {
  return call.clock?.(registers) !== undefined;
}

/** The clock of a sleep matters also where its limit is a stretch of time. */
function clockOf(call: TimedCall, registers: Registers): number | undefined {
  const isSleep = registers.number('origRax') === nr.clock_nanosleep;
  return isSleep ? registers.int('rdi') : call.clock?.(registers);
}

function limitOf(call: TimedCall, { tid }: Thread, registers: Registers): bigint | undefined {
  if (call.unit === 'ms') {
    const limit = registers.int(call.limit);
    return limit < 0 ? undefined : BigInt(limit) * millisecond;
  }
  const address = registers.number(call.limit);
  const bytes = address === 0 ? Buffer.alloc(0) : readMemory(tid, address, 16);
  if (bytes.length < 16) return undefined;
  return call.unit === 'timeval' ? fromTimeval(bytes) : fromSpec(bytes);
}

function fromSpec(bytes: Buffer): bigint | undefined {
  return isTimespec(bytes) ? fromTimespec(bytes) : undefined;
}

/** select(2) adds microseconds that are a second and more to the seconds. */
function fromTimeval(bytes: Buffer): bigint | undefined {
  const [seconds, rest] = [bytes.readBigInt64LE(0), bytes.readBigInt64LE(8)];
  if (seconds < 0n || seconds >= 1n << 40n || rest < 0n) return undefined;
  return (seconds * microseconds + rest) * microsecond;
}
