import type { Checkpoint } from '../../../model/world.js';
import type { StateFile } from './state-file.js';

/** A checkpoint that may be gone back to. */
export interface Moment<Standing> {
  readonly checkpoint: Checkpoint;
  /** The checkpoint before it on its path. */
  readonly before: Moment<Standing> | undefined;
  /** Absent where its file was given up. */
  held?: { readonly file: StateFile; readonly standing: Standing };
}

/** The files of all checkpoints that are still wanted, and where among them the machine stands. */
export class StateShelf<Standing> implements Disposable {
  private readonly moments = new Map<string, Moment<Standing>>();
  private last: Moment<Standing> | undefined;

  /** The machine has reached this checkpoint. @returns what is known of it */
  reach(checkpoint: Checkpoint): Moment<Standing> {
    const moment = this.find(checkpoint) ?? { checkpoint, before: this.last };
    this.moments.set(keyOf(checkpoint), moment);
    this.last = moment;
    return moment;
  }

  find(checkpoint: Checkpoint): Moment<Standing> | undefined {
    return this.moments.get(keyOf(checkpoint));
  }

  /** The last checkpoint on the way to this one (itself included) that has its file. */
  nearestHeld(checkpoint: Checkpoint): Moment<Standing> | undefined {
    let moment = this.find(checkpoint);
    while (moment !== undefined && moment.held === undefined) moment = moment.before;
    return moment;
  }

  standAt(moment: Moment<Standing> | undefined): void {
    this.last = moment;
  }

  /** It will not be gone back to; those after it still know what was before. */
  drop(checkpoint: Checkpoint): void {
    const moment = this.find(checkpoint);
    this.moments.delete(keyOf(checkpoint));
    if (moment !== undefined) giveUp(moment);
  }

  /** The oldest go first: the way to them is the shortest. @returns how many were given up */
  shrinkTo(bytes: number): number {
    const held = [...this.moments.values()].filter((moment) => moment.held !== undefined);
    let sum = held.reduce((total, moment) => total + (moment.held?.file.bytes ?? 0), 0);
    const surplus = held.filter((moment) => {
      const isSurplus = sum > bytes;
      if (isSurplus) sum -= moment.held?.file.bytes ?? 0;
      return isSurplus;
    });
    surplus.forEach(giveUp);
    return surplus.length;
  }

  [Symbol.dispose](): void {
    this.shrinkTo(0);
  }
}

function giveUp(moment: Moment<unknown>): void {
  moment.held?.file[Symbol.dispose]();
  delete moment.held;
}

function keyOf({ path, at }: Checkpoint): string {
  return JSON.stringify([path, at]);
}
