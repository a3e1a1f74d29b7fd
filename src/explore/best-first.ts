interface Entry<T> {
  readonly item: T;
  readonly worth: number;
  /** Running number: of equal ones the first goes first. */
  readonly at: number;
}

/** A heap: the item of the highest worth comes first, of equal ones that which was put in first. */
export class BestFirst<T> {
  private readonly heap: Entry<T>[] = [];
  private count = 0;

  put(item: T, worth: number): void {
    this.heap.push({ item, worth, at: this.count });
    this.count += 1;
    this.rise(this.heap.length - 1);
  }

  take(): T | undefined {
    const [best] = this.heap;
    const last = this.heap.pop();
    if (last === undefined || this.heap.length === 0) return last?.item;
    this.heap[0] = last;
    this.sink(0);
    return best?.item;
  }

  private rise(at: number): void {
    const above = (at - 1) >> 1;
    if (at > 0 && this.swapIfBetter(at, above)) this.rise(above);
  }

  private sink(at: number): void {
    const left = 2 * at + 1;
    const better = this.isBefore(left + 1, left) ? left + 1 : left;
    if (this.swapIfBetter(better, at)) this.sink(better);
  }

  private swapIfBetter(below: number, above: number): boolean {
    const [low, high] = [this.heap[below], this.heap[above]];
    if (low === undefined || high === undefined || !this.isBefore(below, above)) return false;
    this.heap[above] = low;
    this.heap[below] = high;
    return true;
  }

  private isBefore(left: number, right: number): boolean {
    const [a, b] = [this.heap[left], this.heap[right]];
    if (a === undefined || b === undefined) return false;
    return a.worth === b.worth ? a.at < b.at : a.worth > b.worth;
  }
}
