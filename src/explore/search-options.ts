import type { ModuleEdges } from '../model/edges.js';
import type { Run } from '../model/run.js';
import type { Limits } from '../model/settings.js';
import type { World } from '../model/world.js';
import type { EdgeCount } from './edge-ledger.js';
import type { Account, ExplorationEvents, Progress, RunOracle } from './events.js';
import type { FaultLimits } from './fault-bounds.js';
import type { Shard } from './shard.js';
import type { Strategy } from './strategy.js';

export type SearchLimits = Pick<Limits, 'maxDepth' | 'maxCheckpoints' | 'maxPaths' | 'timeMs'> &
  FaultLimits;

export interface SearchOptions {
  /** One lane of the search per world. They stay the caller's, who disposes of them. */
  readonly worlds: readonly World[];
  readonly strategy: Strategy;
  readonly limits: SearchLimits;
  /** Whether faults that are alike are all explored. */
  readonly thorough: boolean;
  readonly stopAtFirst: boolean;
  /** Absent where this exploration does all by itself. */
  readonly shard?: Shard | undefined;
  /** Outcomes that were asked for, by the numbers that choice points know them by. */
  readonly requests?: readonly string[];
  /** Edges that the fault-free run reached, where counters are read. */
  readonly reached?: readonly ModuleEdges[] | undefined;
  readonly oracle: RunOracle;
  readonly events: ExplorationEvents;
  /** Runs of an interrupted exploration by where they started; they do not run again. */
  readonly recorded: ReadonlyMap<string, Run>;
  /** Ends the search at once; runs that are under way are given up and stay pending. */
  readonly signal: AbortSignal;
  /** Milliseconds of a clock that never goes back. */
  readonly now: () => number;
}

/** Why the search came to its end. */
export type SearchEnd = 'exhausted' | 'first-defect' | 'max-paths' | 'time' | 'interrupted';

export interface SearchResult extends Account {
  readonly end: SearchEnd;
  readonly progress: Progress;
  /** Absent where no counters were read. */
  readonly edges: EdgeCount | undefined;
  /** What the SUT's counters counted in the fault-free run and in all that were run, by module. */
  readonly counted: ReadonlyMap<string, Float64Array>;
}
