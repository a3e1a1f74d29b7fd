import type { TracedProcess } from '../../../tracer/tracee.js';

/** What is behind a timer of a program: how it is told apart, and what happens when it expires. */
export interface TimerObject {
  readonly key: string;
  /** Whether an expiry does anything. */
  readonly isHeard: boolean;
  /** Whether one of these has it. */
  isHeldBy(among: (process: TracedProcess) => boolean): boolean;
  /** Let the program have it. @param isFirst no earlier one waits to be taken note of */
  expire(times: bigint, isFirst: boolean): void;
  /** Whether the last expiry still waits for the program to take note of it. */
  isWaiting(): boolean;
}

export function isAlive({ ended, threads }: TracedProcess): boolean {
  return !ended && threads.size > 0;
}
