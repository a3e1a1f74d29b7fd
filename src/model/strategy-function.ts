import type { ChoicePoint } from './choice-point.js';

/** A fault, and where it happens: `recv client:5000 @main>ask`, `ECONNRESET`. */
export interface FaultAtSite {
  /** The choice point's name without its count. */
  readonly site: string;
  readonly outcome: string;
}

/** A path that could be run next: one fault more than on a path that was run before. */
export interface Candidate extends FaultAtSite {
  /** Where the new fault would happen. */
  readonly point: ChoicePoint;
  /** The faults before it, in order. */
  readonly path: readonly FaultAtSite[];
}

/**
 * The user's own order of the search: the path with the highest number is run first, of equal
 * ones that which was found first. Asked once for each; an exploration that is resumed asks
 * again, so the answer must depend on nothing but the candidate.
 */
export type StrategyFunction = (candidate: Candidate) => number;
