import type { Tick } from './tick.js';

/**
 * A timer that is further away than this is not waited for: the guest's clock runs ahead while
 * it waits, and nobody can see from outside what its threads wait for.
 */
const longestTimerMs = 60_000;

export interface IdlenessMark {
  readonly ran: string;
  readonly sinceMs: number;
  readonly nowMs: number;
  /** Some call waits until then because it was delayed: that is no hang. */
  readonly delayedUntilMs: number;
}

/** How long nobody has run in the guest, by the guest's clock. */
export class Idleness {
  private state: IdlenessMark = { ran: '', sinceMs: 0, nowMs: 0, delayedUntilMs: 0 };

  constructor(private readonly noProgressMs: number) {}

  begin(): void {
    this.state = { ...this.state, ran: '' };
  }

  /** @returns how long it has been, in milliseconds */
  after({ ran, quiet, timeMs, delayedUntilMs }: Tick): number {
    const same = quiet && ran === this.state.ran;
    const sinceMs = same ? this.state.sinceMs : timeMs;
    this.state = { ran, sinceMs, nowMs: timeMs, delayedUntilMs };
    return timeMs - sinceMs;
  }

  /** Once it has been long enough to say that nothing will ever happen. */
  get stalledMs(): number | undefined {
    const { nowMs, sinceMs, delayedUntilMs } = this.state;
    const waited = nowMs - Math.max(sinceMs, delayedUntilMs);
    return waited < Math.max(this.noProgressMs, longestTimerMs) ? undefined : Math.round(waited);
  }

  mark(): IdlenessMark {
    return this.state;
  }

  comeBackTo(mark: IdlenessMark): void {
    this.state = mark;
  }
}
