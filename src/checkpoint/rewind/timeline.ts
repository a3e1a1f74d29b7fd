import type { Checkpoint } from '../../model/world.js';
import type { Standing } from '../course.js';
import type { WorldDigest } from './verify/world-digest.js';
import type { Snapshot } from './snapshot.js';

/** A checkpoint that may be gone back to, with what is held for it. */
export interface Moment {
  readonly checkpoint: Checkpoint;
  /** The checkpoint before it on its path. */
  readonly before: Moment | undefined;
  /** Absent where none could be taken, or it was evicted, or its processes have ended. */
  held?: {
    readonly snapshot: Snapshot;
    readonly standing: Standing;
    /** Taken where restored worlds are to be compared with it. */
    readonly digest: WorldDigest | undefined;
  };
}

/** All checkpoints that are still wanted, and where among them the world stands. */
export class Timeline {
  private readonly moments = new Map<string, Moment>();
  private last: Moment | undefined;

  /** The world has reached this checkpoint. @returns what is known of it */
  reach(checkpoint: Checkpoint): Moment {
    const key = keyOf(checkpoint);
    const moment = this.moments.get(key) ?? { checkpoint, before: this.last };
    this.moments.set(key, moment);
    this.last = moment;
    return moment;
  }

  find(checkpoint: Checkpoint): Moment | undefined {
    return this.moments.get(keyOf(checkpoint));
  }

  /** The last checkpoint on the way to this one (itself included) that a snapshot is held for. */
  nearestHeld(checkpoint: Checkpoint): Moment | undefined {
    let moment = this.find(checkpoint);
    while (moment !== undefined && moment.held === undefined) moment = moment.before;
    return moment;
  }

  standAt(moment: Moment | undefined): void {
    this.last = moment;
  }

  /** It will not be gone back to; those after it still know what was before. */
  drop(checkpoint: Checkpoint): void {
    const moment = this.find(checkpoint);
    this.moments.delete(keyOf(checkpoint));
    if (moment !== undefined) release(moment);
  }

  /** The processes of all snapshots have ended. */
  releaseAll(): void {
    for (const moment of this.held()) release(moment);
  }

  /** Those with a snapshot, the oldest first. */
  held(): readonly Moment[] {
    return [...this.moments.values()].filter(({ held }) => held !== undefined);
  }
}

export function release(moment: Moment): void {
  moment.held?.snapshot[Symbol.dispose]();
  delete moment.held;
}

function keyOf({ path, at }: Checkpoint): string {
  return JSON.stringify([path, at]);
}
