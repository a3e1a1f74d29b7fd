import type { VirtualClock } from './clock/virtual-clock.js';

const millisecond = 1_000_000n;

/**
 * The time of one run in milliseconds: it goes back when the run goes back. What is waited for
 * goes by the world's clock where there is one, and by ours in a world that does not come to rest.
 */
export class RunClock {
  private origin = performance.now();
  private expected: bigint | undefined;

  constructor(private readonly world?: VirtualClock) {}

  now(): number {
    return performance.now() - this.origin;
  }

  /** Go on from an earlier reading. */
  setTo(reading: number): void {
    this.origin = performance.now() - reading;
  }

  /** @returns whether so much time has passed from now on, to be asked again and again */
  after(delayMs: number): () => boolean {
    const until = this.now() + delayMs;
    const { world } = this;
    if (world === undefined) return () => this.now() >= until;
    const due = world.now() + BigInt(Math.round(delayMs)) * millisecond;
    return () => {
      if (world.now() >= due || this.now() >= until) return true;
      if (this.expected === undefined || due < this.expected) this.expected = due;
      return false;
    };
  }

  /** The first time that somebody has asked for since this was called last. */
  takeExpected(): bigint | undefined {
    const { expected } = this;
    this.expected = undefined;
    return expected;
  }
}
