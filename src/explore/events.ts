import type { ChoicePoint } from '../model/choice-point.js';
import type { Run } from '../model/run.js';
import type { Termination } from '../model/termination.js';
import type { Verdict } from '../model/verdict.js';
import type { Coverage } from './coverage.js';
import type { RequestCount } from './request-ledger.js';

/** What the search needs to know of the oracle. */
export interface RunOracle {
  judge(termination: Termination): Verdict;
  isDefect(verdict: Verdict): boolean;
}

/** A finished run with its place in the search. */
export interface FinishedRun {
  /** Where it started: `beginning`, or the `markKey` of its mark. */
  readonly from: string;
  readonly run: Run;
  /** The choice points of the path's faults, in order. */
  readonly sites: readonly ChoicePoint[];
  /** How often each of these faults happened. */
  readonly firings: readonly number[];
  /** It was taken from the journal of an interrupted exploration and did not run again. */
  readonly recorded: boolean;
}

/** How far the search is; all but `pending` only grow. */
export interface Progress {
  /** Finished runs, diverged ones included. */
  readonly paths: number;
  /** Known paths that have not finished: the frontier, and what runs now. */
  readonly pending: number;
  /** Different choice points met. */
  readonly choicePoints: number;
  /** Checkpoints taken. */
  readonly checkpoints: number;
  /** Runs with a defect, before equal ones are merged. */
  readonly defectRuns: number;
  readonly diverged: number;
}

/** What the search can say of all that there is to explore. */
export interface Account {
  readonly coverage: Coverage;
  /** What became of the requests, by their numbers. */
  readonly requests: readonly RequestCount[];
}

/** Called while the search goes on, never two at a time; an error thrown here ends the search. */
export interface ExplorationEvents {
  onPoint(point: ChoicePoint, isNew: boolean): void;
  /** @param account is made only when asked for, and then as it is at that time */
  onRun(finished: FinishedRun, progress: Progress, account: () => Account): void;
  /** After `onRun`, for a run whose verdict is a defect. */
  onDefect(finished: FinishedRun, progress: Progress): void;
}
