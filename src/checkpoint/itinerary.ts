import { ok, type Outcome } from '../model/outcome.js';
import type { Decision } from '../model/path.js';
import type { Checkpoint } from '../model/world.js';

/**
 * The way to a checkpoint, told by names: at each named choice point its outcome, `ok` at every
 * other. Names, and not running numbers, so that a poll more or less does not lead astray.
 */
export class Itinerary {
  private readonly ahead: Decision[];

  constructor(destination: Checkpoint, outcomeThere: Outcome | undefined) {
    const last = destination.at === undefined ? [] : [arrival(destination.at, outcomeThere ?? ok)];
    this.ahead = [...destination.path, ...last];
  }

  get isDone(): boolean {
    return this.ahead.length === 0;
  }

  /** What to take at the choice point that has been met. */
  outcomeAt(id: string): Outcome {
    if (this.ahead[0]?.at !== id) return ok;
    return this.ahead.shift()?.outcome ?? ok;
  }

  /** The choice point that was not met, for a run that ended before. */
  missing(): string {
    return this.ahead[0]?.at ?? 'none';
  }
}

function arrival(at: string, outcome: Outcome): Decision {
  return { at, outcome };
}
