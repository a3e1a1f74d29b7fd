import type { FaultLimits } from './fault-bounds.js';

/** A bound that kept choice points from branching. */
export type Cut = 'depth' | 'checkpoints';

/** What is known of all paths with this many faults. */
export interface LevelCoverage {
  readonly faults: number;
  /** Paths that ran to their end. */
  readonly done: number;
  /** Paths that could not be reached again although they were tried several times. */
  readonly diverged: number;
  /** Paths found so far: done, diverged and still to do. */
  readonly known: number;
  /** Whether `known` is all there are: nothing below is missing, and no bound cut here. */
  readonly final: boolean;
  /** Every path of this level and of all levels below ran to its end. */
  readonly complete: boolean;
  /** Paths that were left out because a fault on them is alike to one of a path that was run. */
  readonly alike: number;
  readonly cutBy: readonly Cut[];
}

/** An exact statement of what was covered. */
export interface Coverage {
  readonly limits: FaultLimits;
  /** From no fault upwards; levels after the last one, up to `maxFaults`, are empty. */
  readonly levels: readonly LevelCoverage[];
  /** Every path within the limits ran to its end, or is alike to one that did. */
  readonly complete: boolean;
  /** Of the paths that are done, those left in a state that was explored from there on. */
  readonly joined: number;
}

interface Count {
  done: number;
  diverged: number;
  pending: number;
  alike: number;
  readonly cutBy: Set<Cut>;
}

/** Counts paths by their number of faults. */
export class CoverageLedger {
  private readonly counts: Count[] = [];
  private left = 0;

  constructor(private readonly limits: FaultLimits) {}

  discovered(faults: number): void {
    this.level(faults).pending += 1;
  }

  /** A path found with `from` faults ended with `faults`. */
  ended(from: number, faults: number, how: 'done' | 'diverged'): void {
    this.level(from).pending -= 1;
    this.level(faults)[how] += 1;
  }

  /** Of those that ended, one more came to a state that was explored already. */
  joined(): void {
    this.left += 1;
  }

  /** A path with so many faults was left out, and what is below it was not even found. */
  alike(faults: number): void {
    this.level(faults).alike += 1;
  }

  /** A bound hid paths with this many faults. */
  cut(faults: number, by: Cut): void {
    this.level(faults).cutBy.add(by);
  }

  get pending(): number {
    return this.counts.reduce((sum, level) => sum + level.pending, 0);
  }

  statement(): Coverage {
    const last = Math.min(this.limits.maxFaults, this.counts.length);
    const levels: LevelCoverage[] = [];
    for (let faults = 0; faults <= last; faults += 1) {
      levels.push(this.levelCoverage(faults, levels.at(-1)?.complete ?? true));
    }
    const complete = levels.every((level) => level.complete);
    return { limits: this.limits, levels, complete, joined: this.left };
  }

  private levelCoverage(faults: number, completeBelow: boolean): LevelCoverage {
    const { done, diverged, pending, alike, cutBy } = this.counts[faults] ?? emptyCount();
    const final = completeBelow && cutBy.size === 0;
    const complete = final && pending === 0 && diverged === 0;
    const known = done + diverged + pending;
    return { faults, done, diverged, known, final, complete, alike, cutBy: [...cutBy].sort() };
  }

  private level(faults: number): Count {
    while (this.counts.length <= faults) this.counts.push(emptyCount());
    return this.counts[faults] as Count;
  }
}

function emptyCount(): Count {
  return { done: 0, diverged: 0, pending: 0, alike: 0, cutBy: new Set() };
}
