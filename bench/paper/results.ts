import type { Machine } from './machine.js';
import type { SearchResult } from './measure-search.js';
import type { StepsResult } from './measure-steps.js';

/** A point of Figures 9 (0 MB each) and 10 (2 MB each). */
export interface FigurePoint extends StepsResult {
  readonly processes: number;
  readonly megabytes: number;
}

/** Everything that was measured; what is in results.json. */
export interface PaperResults {
  readonly machine: Machine;
  readonly engines: readonly string[];
  /** What could not be measured, and why; by engine, or by world and engine. */
  readonly skipped: Readonly<Record<string, string>>;
  readonly table4: readonly SearchResult[];
  readonly table5: readonly StepsResult[];
  readonly figures: readonly FigurePoint[];
}
