import { Queue } from './queue.js';

/** Queues by rank, from 0: what has the lowest rank comes first, then what was put in first. */
export class RankedQueue<T> {
  private readonly queues: Queue<T>[] = [];
  /** No queue below this one holds anything. */
  private lowest = 0;

  put(item: T, rank: number): void {
    while (this.queues.length <= rank) this.queues.push(new Queue());
    this.queues[rank]?.put(item);
    this.lowest = Math.min(this.lowest, rank);
  }

  take(): T | undefined {
    while (this.queues[this.lowest]?.size === 0) this.lowest += 1;
    return this.queues[this.lowest]?.take();
  }
}
