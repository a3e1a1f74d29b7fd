import type { SearchEnd } from '../explore/search-options.js';
import type { Report } from '../report/report-schema.js';

/** Around an exploration that a program of your own begins. */
export interface ExploreOptions {
  /**
   * What relative paths of the configuration refer to, and where the journal is kept that lets a
   * token be replayed (`.chokepoint/`); without it, the working directory.
   */
  readonly directory?: string;
  /** The environment that the programs inherit; without it, that of this process. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  /**
   * The report of an earlier exploration, as JSON: what failed then is tried first, what is proven
   * unchanged is not executed again. Relative to the directory.
   */
  readonly since?: string;
  /** With `since`, execute what is unchanged, too. */
  readonly everything?: boolean;
  /** Ends the exploration with what it has found so far. */
  readonly signal?: AbortSignal;
}

export interface ExplorationResult {
  readonly report: Report;
  /** Why it came to its end: `exhausted` when everything within the bounds was explored. */
  readonly end: SearchEnd;
  /** A tracefile for lcov, with `coverage`. */
  readonly lcov: string | undefined;
}
