/** First in, first out; what was taken is given back in blocks, so that taking stays cheap. */
export class Queue<T> {
  private items: T[] = [];
  private taken = 0;

  get size(): number {
    return this.items.length - this.taken;
  }

  put(item: T): void {
    this.items.push(item);
  }

  take(): T | undefined {
    const item = this.items[this.taken];
    this.taken += 1;
    if (this.taken * 2 > this.items.length) this.compact();
    return item;
  }

  private compact(): void {
    this.items = this.items.slice(this.taken);
    this.taken = 0;
  }
}
