import type { ProcessFacts, TracedProcess } from '../tracer/tracee.js';
import type { CallStopsMark } from './call-stops.js';
import type { ChanceMark } from './chance/chance.js';
import type { TimeMark } from './clock/time-keeper.js';
import type { EndsMark } from './ends.js';
import type { ProgramSetMark } from './program-set.js';
import type { ScenarioMark } from './scenario.js';

/** What an execution comes back to; it refers to processes that must be there again. */
export interface ExecutionMark extends CallStopsMark, EndsMark {
  readonly scenario: ScenarioMark;
  readonly programs: ProgramSetMark;
  /** Milliseconds of the run's clock. */
  readonly clock: number;
  readonly chance: ChanceMark;
  readonly time: TimeMark;
  readonly numbered: number;
  readonly processes: readonly { readonly process: TracedProcess; readonly facts: ProcessFacts }[];
}
