import type { Checkpoint } from '../model/world.js';

/** A checkpoint that may be gone back to, with what an engine holds for it. */
export interface Moment<Held> {
  readonly checkpoint: Checkpoint;
  /** The checkpoint before it on its path. */
  readonly before: Moment<Held> | undefined;
  /** Absent where nothing could be taken, or it was evicted, or is good for nothing any more. */
  held?: Held;
}

/** All checkpoints that are still wanted, and where among them the world stands. */
export class Timeline<Held> {
  private readonly moments = new Map<string, Moment<Held>>();
  private last: Moment<Held> | undefined;

  /** @param giveBack what is held for a moment that is released */
  constructor(private readonly giveBack: (held: Held) => void) {}

  /** The world has reached this checkpoint. @returns what is known of it */
  reach(checkpoint: Checkpoint): Moment<Held> {
    const key = keyOf(checkpoint);
    const moment = this.moments.get(key) ?? { checkpoint, before: this.last };
    this.moments.set(key, moment);
    this.last = moment;
    return moment;
  }

  find(checkpoint: Checkpoint): Moment<Held> | undefined {
    return this.moments.get(keyOf(checkpoint));
  }

  /** The last checkpoint on the way to this one (itself included) that something is held for. */
  nearestHeld(checkpoint: Checkpoint): Moment<Held> | undefined {
    let moment = this.find(checkpoint);
    while (moment !== undefined && moment.held === undefined) moment = moment.before;
    return moment;
  }

  standAt(moment: Moment<Held> | undefined): void {
    this.last = moment;
  }

  /** It will not be gone back to; those after it still know what was before. */
  drop(checkpoint: Checkpoint): void {
    const moment = this.find(checkpoint);
    this.moments.delete(keyOf(checkpoint));
    if (moment !== undefined) this.release(moment);
  }

  release(moment: Moment<Held>): void {
    if (moment.held !== undefined) this.giveBack(moment.held);
    delete moment.held;
  }

  releaseAll(): void {
    for (const moment of this.held()) this.release(moment);
  }

  /** Those that something is held for, the oldest first. */
  held(): readonly Moment<Held>[] {
    return [...this.moments.values()].filter(({ held }) => held !== undefined);
  }
}

function keyOf({ path, at }: Checkpoint): string {
  return JSON.stringify([path, at]);
}
