import { outcomeId, type Outcome } from './outcome.js';

/** One decision that is not `ok`, at the choice point with this id (`ChoicePoint.id`). */
export interface Decision {
  readonly at: string;
  readonly outcome: Outcome;
}

/**
 * A path through the state space (paper, Figure 1): the decisions that were not `ok`, in the
 * order in which they were taken. Every other choice point on it was answered `ok`.
 */
export type Path = readonly Decision[];

/**
 * A position to continue from: the choice point `at`, reached by `path`, where `outcome` is to
 * be taken next. A mark is no snapshot: an engine may hold a checkpoint for it or re-execute.
 */
export interface Mark {
  readonly path: Path;
  readonly at: string;
  readonly outcome: Outcome;
}

/** `at=outcome,at=outcome`, or `ok` for the path without a fault: the heart of a token. */
export function pathKey(path: Path): string {
  if (path.length === 0) return 'ok';
  return path.map(({ at, outcome }) => `${at}=${outcomeId(outcome)}`).join(',');
}

export function markKey(mark: Mark): string {
  return `${pathKey(mark.path)}|${mark.at}=${outcomeId(mark.outcome)}`;
}

/** The path that a mark leads to. */
export function pathOf(mark: Mark): Path {
  if (mark.outcome.kind === 'ok') return mark.path;
  return [...mark.path, { at: mark.at, outcome: mark.outcome }];
}

/** Fewest faults first, then the shortest key, then the alphabet: a total order. */
export function comparePaths(a: Path, b: Path): number {
  return a.length - b.length || compareKeys(pathKey(a), pathKey(b));
}

/** The shortest id first, then the alphabet. */
export function compareOutcomes(a: Outcome, b: Outcome): number {
  return compareKeys(outcomeId(a), outcomeId(b));
}

function compareKeys(a: string, b: string): number {
  return a.length - b.length || (a < b ? -1 : a === b ? 0 : 1);
}
