import type { Registers } from '../../../tracer/registers.js';
import type { Thread } from '../../../tracer/tracee.js';
import type { TimerTable } from './timer-table.js';

/** The world's clocks: nanoseconds since its run began, and what a clock said then. */
export interface WorldClocks {
  now(): bigint;
  originOf(clock: number): bigint;
}

/** A call about a timer, about to be made. */
export interface TimerCall {
  readonly thread: Thread;
  readonly registers: Registers;
  readonly table: TimerTable;
  readonly clocks: WorldClocks;
}

/** What the call returns; undefined where the kernel has to say: it is wrong, or not about time. */
export type TimerAnswer = number | undefined;

export const badAddress = -14; // EFAULT

/** The moment of the world's clock from which on the times of a setting count. */
export function originOf({ clocks }: TimerCall, clock: number, reference: 'now' | 'clock'): bigint {
  return reference === 'now' ? clocks.now() : -clocks.originOf(clock);
}
