import type { Registers } from '../../tracer/registers.js';
import type { Thread, TracedProcess } from '../../tracer/tracee.js';

/** Who says what time it is in a world. */
export interface TimeKeeper {
  /** New programs: time begins. */
  begin(): void;
  /** A program stands at its exec. @returns whether it still does, and has not been killed */
  afterExec(thread: Thread): boolean;
  /** Whether the call that a thread stands before is about time; if so it is dealt with. */
  takes(thread: Thread, registers: Registers): boolean;
  /** A call that was let run to its return has returned. @returns whether it was such a one */
  returned(thread: Thread): boolean;
  /** A signal is about to be delivered to it. */
  signalled(thread: Thread, signal: number): void;
  /** @returns what makes time go on from here, once the processes are as they are now, stopped */
  mark(): (processes: readonly TracedProcess[]) => void;
}
