/** The time of one run in milliseconds: it goes back when the run goes back. */
export class RunClock {
  private origin = performance.now();

  now(): number {
    return performance.now() - this.origin;
  }

  /** Go on from an earlier reading. */
  setTo(reading: number): void {
    this.origin = performance.now() - reading;
  }
}
