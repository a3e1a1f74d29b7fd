import type { ChoicePoint } from './choice-point.js';
import type { Outcome } from './outcome.js';
import type { Path } from './path.js';
import type { Termination } from './termination.js';

/**
 * A place to come back to: the choice point `at` (its id), reached by `path`; `at` is absent for
 * the beginning of the world. It is plain data and outlives the world that made it: an engine
 * that no longer holds a snapshot for it re-executes the path.
 */
export interface Checkpoint {
  readonly path: Path;
  readonly at?: string;
}

/** How far a world came: to the next choice, to its end, or off the recorded path. */
export type Step =
  | { readonly kind: 'choice'; readonly point: ChoicePoint }
  | { readonly kind: 'ended'; readonly termination: Termination }
  | { readonly kind: 'diverged'; readonly expected: string; readonly termination: Termination };

/** What an engine can do on this machine, and what it cannot, with the reason. */
export interface Capability {
  readonly what: string;
  readonly available: boolean;
  readonly reason?: string;
}

/** How a world came back to its checkpoints so far. */
export interface Travel {
  /** Restores that put the same processes back. */
  readonly rewound: number;
  /** Restores that started the programs anew. */
  readonly reexecuted: number;
  /** What taking all snapshots, and putting the world back, has taken; in milliseconds. */
  readonly savingMs: number;
  readonly rewindingMs: number;
  /** What all snapshots together took, dropped ones included; what they share counts once. */
  readonly checkpointBytes: number;
  /** Why a checkpoint could not be taken or rewound to, and how often. */
  readonly refusals: Readonly<Record<string, number>>;
}

/**
 * The common API for checkpointing tools (paper, section 7). The order of calls is
 * `restore`, then for each choice point `decide` and `runToChoice`; `restore(beginning)` is
 * followed by `runToChoice` at once. Calls that return nothing may be carried out late: what
 * goes wrong in them is reported by the next `runToChoice`.
 */
export interface World extends AsyncDisposable {
  /** Files that its programs have looked for; absent where that cannot be told. */
  readonly files?: ReadonlySet<string>;
  /** Execute until a choice is hit or the run ends. */
  runToChoice(): Promise<Step>;
  /** Take this outcome at the current choice point. */
  decide(outcome: Outcome): void;
  /** SUT, peers, network and files at the current choice point. */
  checkpoint(): Checkpoint;
  /** Go back; any number of times, in any order. */
  restore(checkpoint: Checkpoint): void;
  drop(checkpoint: Checkpoint): void;
  /** The run is not gone on with from the current choice point. @returns how it fares so far */
  leave(): Promise<Termination>;
  /** From now on every way back is executed again. */
  reexecute(): void;
  capabilities(): Promise<readonly Capability[]>;
  travel(): Promise<Travel>;
}

export const beginning: Checkpoint = { path: [] };
