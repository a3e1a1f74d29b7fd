import type { OwnedFd } from '../../../kernel/pidfd.js';
import type { BorrowedThread } from '../../../tracer/borrowed-thread.js';
import type { FrozenWorld } from '../frozen-world.js';
import type { OpenFile } from './open-file.js';

/** An open file of the world and this process's copy of it. */
export interface Taken {
  readonly file: OpenFile;
  readonly copy: number;
}

/** A saved open file, and its copy in the world that is being put back. */
export interface Returning<State> {
  readonly saved: { readonly file: OpenFile; readonly state: State };
  readonly copy: number;
  /** Whether it has just been made, and nothing been done to it. */
  readonly isFresh: boolean;
}

/**
 * The kernel objects of one kind. Every method gets all objects of the kind at once, because they
 * belong together: both ends of a connection, a set and its members. What cannot be done is
 * refused (RewindRefused), never guessed.
 *
 * When a world is put back the order is: `silence` for what is there now; numbers that have
 * another meaning now are closed; `make` for what is missing; numbers are given back; `restore`
 * for all; `settle` for all once every kind has been restored.
 */
export interface Family<State> {
  readonly name: string;
  claims(taken: Taken, world: FrozenWorld): boolean;
  /** @returns a state for each, in the same order; with a destructor if it holds something */
  capture(taken: readonly Taken[], world: FrozenWorld): readonly State[];
  /**
   * Whether an open file that is there now, under one of the saved numbers or another, can be
   * brought back to the saved state. Absent: when its target reads the same.
   */
  isSame?(saved: OpenFile, state: State, now: Taken): boolean;
  /** What is there now must say nothing to anybody any more, whatever is done to it. */
  silence?(now: readonly Taken[], saved: readonly State[], world: FrozenWorld): void;
  /**
   * Open one anew, in this process (given to whom it belongs by a message: slow), or by a call of
   * the process that is its first holder. Neither: refused.
   */
  make?(state: State, world: FrozenWorld): OwnedFd;
  /** @returns the number that it got in the process */
  makeIn?(state: State, hands: BorrowedThread): number;
  restore(returning: readonly Returning<State>[], world: FrozenWorld): void;
  settle?(returning: readonly Returning<State>[], world: FrozenWorld): void;
  /** The snapshot is dropped: give back what the state holds. */
  drop?(state: State): void;
}
