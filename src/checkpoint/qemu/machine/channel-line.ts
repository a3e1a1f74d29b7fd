const lineBytesMax = 64 * 1024;

/** Finds out from what the guest rings where its channel lies, and that it has asked something. */
export class ChannelLine {
  readonly pages: Promise<readonly number[]>;
  private heard = '';
  private found: (pages: readonly number[]) => void = () => undefined;

  constructor() {
    this.pages = new Promise((resolve) => {
      this.found = resolve;
    });
  }

  /** A line `channel PAGE PAGE...`, then a ring: the first request stands. */
  hear(bytes: Buffer): void {
    if (this.heard.length > lineBytesMax) return;
    this.heard += bytes.toString('latin1');
    const numbers = /^channel((?: \d+)+)\n[^]/.exec(this.heard)?.[1];
    if (numbers !== undefined) this.found(numbers.trim().split(' ').map(Number));
  }
}
