/** The first so many of a list that may have no end, and the last so many. */
export class BoundedList<T> {
  private readonly first: T[] = [];
  private last: T[] = [];
  private count = 0;

  constructor(private readonly max: number) {}

  add(item: T): void {
    this.count += 1;
    if (this.first.length < this.max) this.first.push(item);
    else this.last.push(item);
    // Not at each one: that would copy them all the time.
    if (this.last.length >= 2 * this.max) this.last = this.last.slice(-this.max);
  }

  get items(): readonly T[] {
    return [...this.first, ...this.last.slice(-this.max)];
  }

  /** How many are missing, and before which one. */
  get leftOut(): number {
    return this.count - this.items.length;
  }

  get gapAt(): number {
    return this.first.length;
  }
}
