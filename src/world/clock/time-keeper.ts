import type { Delay } from '../../model/consequence.js';
import type { Registers } from '../../tracer/registers.js';
import type { Thread, TracedProcess } from '../../tracer/tracee.js';

/** How a delay ends. */
export interface DelayEnd {
  /** What the call returns if the delay is longer than its socket allows. */
  readonly givesUpWith: number | undefined;
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
  /** @returns what makes time go on from here, once the processes are as they are now, stopped */
  mark(): (processes: readonly TracedProcess[]) => void;
}
