import type { Registers } from '../../tracer/registers.js';
import type { Thread, TracedProcess } from '../../tracer/tracee.js';

/**
 * The timers that programs set in the kernel and that end by themselves: timerfd, POSIX timers,
 * setitimer, alarm. Times are those of the world's clock (VirtualClock.now).
 */
export interface VirtualTimers {
  /** Whether the call that a thread stands before concerns one; if so it is dealt with. */
  takes(thread: Thread, registers: Registers): boolean;
  /** A signal is about to be delivered, which may come from one. */
  signalled(thread: Thread): void;
  /** When the first one goes off, of all processes or of some. */
  nextDue(among?: (process: TracedProcess) => boolean): bigint | undefined;
  /** The clock has reached this time: those that wake nobody go off. */
  passTo(time: bigint): void;
  /** The clock has reached this time: let one that is due go off; the world rests in between. */
  fire(due: bigint): void;
  /** What is left of those that are set; the world is frozen. */
  left(): unknown;
  /** What to come back to; the world is frozen. */
  mark(): unknown;
  /** The processes are as they were then, all stopped. */
  comeBackTo(mark: unknown): void;
  /** New programs: nothing is set. */
  begin(): void;
}
