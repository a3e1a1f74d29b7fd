/** Numbers by chance that are the same for the same seed (mulberry32, of Tommy Ettinger). */
export class Dice {
  constructor(private state: number) {}

  /** A whole number from 0 to below `count`. */
  below(count: number): number {
    return Math.floor(this.fraction() * count);
  }

  private fraction(): number {
    this.state = (this.state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.state ^ (this.state >>> 15), this.state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }
}

/** So many are compared where a fit one is wanted: more would let the fittest alone have young. */
const contestants = 3;

/** The position of the fittest of a few members taken by chance; there is at least one. */
export function tournament(dice: Dice, members: readonly { readonly fitness: number }[]): number {
  const fitness = (at: number): number => members[at]?.fitness ?? 0;
  const places = Array.from({ length: contestants }, () => dice.below(members.length));
  return places.reduce((best, next) => (fitness(next) > fitness(best) ? next : best));
}
