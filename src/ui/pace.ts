/** Often enough to look alive. */
const intervalMs = 250;

/** A long report costs the search no more than this part of its time. */
const share = 1 / 10;

/** Does something soon after it was asked for, and seldom enough. */
export class Pace {
  private timer: NodeJS.Timeout | undefined;
  private restMs = 0;
  private hasEnded = false;

  constructor(private readonly act: () => void) {}

  /** Call it as often as you like. */
  ask(): void {
    if (this.hasEnded || this.timer !== undefined) return;
    this.timer = setTimeout(() => this.run(), this.restMs).unref();
  }

  end(): void {
    this.hasEnded = true;
    clearTimeout(this.timer);
  }

  private run(): void {
    const began = performance.now();
    this.act();
    this.restMs = Math.max(intervalMs, (performance.now() - began) / share);
    this.timer = undefined;
  }
}
