import { ownMs, patienceMs } from './own-work.js';

/** How a world gets on. */
export interface WorkingWorld {
  /** Whether a thread runs, or would if it got a processor. */
  isRunnable(): boolean;
  /** How long the processors have worked for it. */
  ranMs(): number;
}

/** A world in which nobody runs at so many looks, one after the other, waits for something else. */
const idleLooks = 50;
/** How much longer than it should a span may take on a machine that has no time to give. */
const starvedMs = 10_000;

/**
 * Whether a span of time is over for a world that does not come to rest. On a busy machine that is
 * later: it must have worked as long as it takes until its own clock has passed the span.
 */
export class FairSpan {
  private ranBefore = 0;
  private turn: number | undefined;
  /** Looks, not time: between two of them this process may not have had a processor. */
  private idle = 0;

  /** @param until the end of the span on a machine with nothing else to do, in milliseconds */
  constructor(
    private readonly delayMs: number,
    private readonly until: number,
  ) {}

  /** @param turn another number whenever the world stood still, or was put back */
  isOver(now: number, turn: number, world: WorkingWorld): boolean {
    if (turn !== this.turn) this.begin(turn, ranMs(world));
    if (now < this.until) return false;
    if (now >= this.until + starvedMs) return true;
    this.idle = world.isRunnable() ? 0 : this.idle + 1;
    if (this.idle >= idleLooks) return true;
    const ran = ranMs(world);
    // Threads that have ended are not counted any more.
    this.ranBefore = Math.min(ran, this.ranBefore);
    return ran - this.ranBefore >= this.delayMs + patienceMs;
  }

  private begin(turn: number, ranMs: number): void {
    this.turn = turn;
    this.ranBefore = ranMs;
    this.idle = 0;
  }
}

function ranMs(world: WorkingWorld): number {
  return world.ranMs() + ownMs();
}
