import type { ChoicePoint } from '../model/choice-point.js';
import type { Outcome } from '../model/outcome.js';
import type { Mark, Path } from '../model/path.js';
import { beginning, type Checkpoint } from '../model/world.js';
import type { Trail } from './trail.js';

/** Where a run starts, with what the search has to know of the way there. */
export interface Start {
  /** `beginning`, or the `markKey` of the mark. */
  readonly key: string;
  /** Absent at the beginning. */
  readonly mark: Mark | undefined;
  readonly checkpoint: Checkpoint;
  /** The outcome to take at the checkpoint; absent at the beginning. */
  readonly outcome: Outcome | undefined;
  /** The path including that outcome. */
  readonly path: Path;
  /** How many choice points with alternatives stand on the way, the checkpoint's included. */
  readonly depth: number;
  /** The choice points of the path's faults, in order. */
  readonly sites: readonly ChoicePoint[];
  /** How often each of them has happened so far: some happen again at later calls. */
  readonly firings: readonly number[];
  /** The states that the way there led through. */
  readonly trail: Trail | undefined;
}

export const beginningStart: Start = {
  key: 'beginning',
  mark: undefined,
  checkpoint: beginning,
  outcome: undefined,
  path: [],
  depth: 0,
  sites: [],
  firings: [],
  trail: undefined,
};
