import type { Thread } from '../../tracer/tracee.js';
import { RandomStream } from './random-stream.js';

/** How many bytes each thread has taken. */
export type RandomMark = ReadonlyMap<Thread, number>;

/**
 * What the threads of a world get as random bytes. Each has a stream of its own, so that it does
 * not matter which of several asks first.
 */
export class RandomBytes {
  private readonly taken = new Map<Thread, number>();
  private readonly streams = new WeakMap<Thread, RandomStream>();

  constructor(private readonly seed: number) {}

  /** What comes next for a thread, or `ahead` bytes later. */
  look(thread: Thread, length: number, ahead = 0): Buffer {
    return this.streamOf(thread).bytes((this.taken.get(thread) ?? 0) + ahead, length);
  }

  /** The thread has been given as many bytes. */
  take(thread: Thread, length: number): void {
    this.taken.set(thread, (this.taken.get(thread) ?? 0) + length);
  }

  mark(): RandomMark {
    return new Map(this.taken);
  }

  comeBackTo(mark: RandomMark): void {
    this.taken.clear();
    for (const [thread, length] of mark) this.taken.set(thread, length);
  }

  private streamOf(thread: Thread): RandomStream {
    const known = this.streams.get(thread);
    if (known !== undefined) return known;
    const name = [this.seed, ...thread.process.ancestry, 'thread', thread.index];
    const stream = new RandomStream(JSON.stringify(name));
    this.streams.set(thread, stream);
    return stream;
  }
}
