import { assert } from '../../src/support/assert.js';

/** A generator of numbers that are the same for the same seed (mulberry32, by Tommy Ettinger). */
export class Random {
  private state: number;

  constructor(seed: number) {
    // Neighbouring seeds would begin alike.
    this.state = Math.imul(seed + 1, 0x9e3779b1) >>> 0;
  }

  /** @returns an integer from 0 and below `bound` */
  below(bound: number): number {
    this.state = (this.state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(this.state ^ (this.state >>> 15), 1 | this.state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * bound);
  }

  /** @returns an integer between both, both included */
  between(least: number, most: number): number {
    return least + this.below(most - least + 1);
  }

  chance(percent: number): boolean {
    return this.below(100) < percent;
  }

  /** @param choices at least one */
  pick<T>(choices: readonly T[]): T {
    const index = this.below(choices.length);
    assert(index in choices, 'nothing to pick from');
    return choices[index] as T;
  }
}
