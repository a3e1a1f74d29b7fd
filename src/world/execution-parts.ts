import type { Settings } from '../model/settings.js';
import type { Registers } from '../tracer/registers.js';
import type { Session } from '../tracer/session.js';
import type { StackReader } from '../tracer/stack-reader.js';
import type { Thread } from '../tracer/tracee.js';
import type { CallRecorder } from './call-recorder.js';
import type { Enclosure } from './enclosure.js';
import type { FileLookups } from './file-lookups.js';

/** What an execution needs of its surroundings. */
export interface ExecutionParts {
  readonly session: Session;
  readonly enclosure: Enclosure;
  readonly settings: Settings;
  readonly stacks: StackReader;
  readonly watchedCalls: readonly number[];
  /** Whether programs that have ended are kept, so that they can come back. */
  readonly keepsEnded: boolean;
  /** Whether the counters that compilers put into programs are read. */
  readonly readsCounters: boolean;
  /** Takes note of the files that programs look for. */
  readonly lookups: FileLookups | undefined;
  readonly recorder?: CallRecorder | undefined;
  /** Whether a call that the SUT is about to make is of interest. */
  readonly concerns: (thread: Thread, registers: Registers) => boolean;
}
