import type { ChoicePoint } from '../model/choice-point.js';
import type { Mark } from '../model/path.js';
import type { Run } from '../model/run.js';

/** What can be done at a choice point: `ok` first, then the faults, in the point's order. */
export type Alternatives = readonly [Mark, ...Mark[]];

/**
 * The order of the search, and nothing else (paper, Algorithm 2, line 18): which pair of
 * checkpoint and outcome comes next. A strategy holds the frontier, the set C of the algorithm.
 * Bounds and the visited set are the explorer's: every mark is offered to a strategy once.
 */
export interface Strategy {
  /** Takes the next place to go back to out of the frontier; undefined while it is empty. */
  next(): Mark | undefined;
  /** The alternative that the current run goes on with; the others join the frontier. */
  choose(point: ChoicePoint, alternatives: Alternatives): Mark;
  /** Learns from a finished run, in the order in which runs finish. */
  observe(run: Run): void;
}
