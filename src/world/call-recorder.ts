import type { Registers } from '../tracer/registers.js';
import type { Thread } from '../tracer/tracee.js';
import type { ProgramRun } from './program-run.js';

/** Is told of the calls of all programs, in a run that is recorded. It changes nothing. */
export interface CallRecorder {
  /** What all programs are to be stopped at; empty where nothing is recorded. */
  readonly calls: readonly number[];
  /** A new run. */
  begin(): void;
  /** A thread stands before a call. @returns whether its return is of interest */
  before(thread: Thread, registers: Registers, timeMs: number): boolean;
  /** A thread stands after a call, or after an interrupted part of it. */
  after(thread: Thread, timeMs: number): void;
  /** The run has ended; its programs are as they were then. */
  ended(programs: readonly ProgramRun[]): void;
}
