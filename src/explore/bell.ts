/** Lets lanes sleep until another lane changed something: every ring wakes all sleepers. */
export class Bell {
  private sleepers: (() => void)[] = [];

  async next(): Promise<void> {
    return new Promise((resolve) => this.sleepers.push(resolve));
  }

  ring(): void {
    const sleepers = this.sleepers;
    this.sleepers = [];
    for (const wake of sleepers) wake();
  }
}
