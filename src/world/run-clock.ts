import type { VirtualClock } from './clock/virtual-clock.js';
import { FairSpan, type WorkingWorld } from './fair-span.js';

const millisecond = 1_000_000n;

/**
 * The time of one run in milliseconds: it goes back when the run goes back. What is waited for
 * goes by the world's clock where there is one, and by its work in a world that does not come to
 * rest: what has happened by then must not depend on how busy the machine is.
 */
export class RunClock {
  private origin = performance.now();
  private expected: bigint | undefined;
  private working: WorkingWorld | undefined;
  private turn = 0;

  constructor(private readonly world?: VirtualClock) {}

  now(): number {
    return performance.now() - this.origin;
  }

  /** Go on from an earlier reading. */
  setTo(reading: number): void {
    this.origin = performance.now() - reading;
  }

  /** Whose time it is. */
  isOf(working: WorkingWorld): void {
    this.working = working;
  }

  /** The world goes on after it stood still, or was put back. */
  goOn(): void {
    this.turn += 1;
  }

  /** @returns whether so much time has passed from now on, to be asked again and again */
  after(delayMs: number): () => boolean {
    const until = this.now() + delayMs;
    const { world, working } = this;
    if (world === undefined || working === undefined) return () => this.now() >= until;
    const due = world.now() + BigInt(Math.round(delayMs)) * millisecond;
    const span = new FairSpan(delayMs, until);
    return () => {
      if (world.now() >= due || span.isOver(this.now(), this.turn, working)) return true;
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
