import type { Delay } from '../../model/consequence.js';
import type { Registers } from '../../tracer/registers.js';
import type { Thread, TracedProcess } from '../../tracer/tracee.js';

/** How a delay ends. */
export interface DelayEnd {
  /** What the call returns if the delay is longer than its socket allows. */
  readonly givesUpWith: number | undefined;
}

/** One moment of a world. */
export interface TimeMark {
  /** Makes time go on from there, once the processes are as they were, stopped. */
  readonly goOn: (processes: readonly TracedProcess[]) => void;
  /**
   * What was left of all that was waited for, to be asked while the world is still frozen; absent
   * where nobody can say. @param ignoresClock whether it is the same although programs have read
   * the clock in between
   */
  readonly left?: (ignoresClock: boolean) => unknown;
}

/** Who says what time it is in a world. */
export interface TimeKeeper {
  /** New programs: time begins. */
  begin(): void;
  /** How long it has gone on, in milliseconds. */
  sinceBegin(): number;
  /** A program stands at its exec. @returns whether it still does, and has not been killed */
  afterExec(thread: Thread): boolean;
  /** Whether a thread stands before a call again that it waits in for a limited time. */
  isWaitingIn(thread: Thread, registers: Registers): boolean;
  /** Whether the call that a thread stands before is about time; if so it is dealt with. */
  takes(thread: Thread, registers: Registers): boolean;
  /** A call that was let run to its return has returned. @returns whether it was such a one */
  returned(thread: Thread): boolean;
  /**
   * Let a thread that stands before a call wait, in another call; after that it stands before the
   * same call again, or goes on waiting in it.
   */
  delay(thread: Thread, registers: Registers, delay: Delay): DelayEnd | 'at-once';
  /** Whether a thread, which stands before its call again, has to wait longer; then it does. */
  goesOnWaiting(thread: Thread, registers: Registers): boolean;
  /** A signal is about to be delivered to it. */
  signalled(thread: Thread, signal: number): void;
  /** The world is frozen. */
  mark(): TimeMark;
}
