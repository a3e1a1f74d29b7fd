import type { Path } from './path.js';
import type { ChoicePoint } from './choice-point.js';
import type { ModuleEdges } from './edges.js';
import type { Termination } from './termination.js';
import type { Verdict } from './verdict.js';

/** One finished path: what was decided, what was met on the way, how it ended. */
export interface Run {
  readonly path: Path;
  /** The choice points met after the mark that the run started from, in order. */
  readonly points: readonly ChoicePoint[];
  readonly termination: Termination;
  readonly verdict: Verdict;
  /** Edges that no run before it had reached, where counters are read. */
  readonly opened?: readonly ModuleEdges[];
}

/** Equal runs that are reported as one: the smallest path stands for all. */
export interface Defect {
  readonly fingerprint: string;
  readonly verdict: Verdict;
  readonly path: Path;
  readonly termination: Termination;
  /** The choice points at which the path's faults were injected, in order. */
  readonly sites: readonly ChoicePoint[];
  /** How often each of them happened; once where it is not said. */
  readonly firings?: readonly number[];
  /** How many runs showed this defect. */
  readonly count: number;
  /** Faults of the path that was found, where fewer or simpler ones do the same. */
  readonly reducedFrom?: number;
}
