import type { Random } from './random.js';

/** Operations of `fixtures/script.c`. */
export type Script = readonly string[];

/**
 * One of two programs while its script is made. Slot 0 is for what listens, slot 1 for the
 * connection, those above for everything else.
 */
export class Side {
  private slots = 0;
  private regions = 0;
  private workers = 0;
  private files = 0;

  constructor(
    readonly random: Random,
    readonly name: string,
    /**
     * Whether it may wait for the clock. Only the program under test, and only where nobody
     * else acts meanwhile: a world in which somebody sleeps counts as at rest, and what happens
     * first afterwards would be a matter of luck.
     */
    readonly mayWait: boolean,
  ) {}

  freshSlot(): number {
    this.slots += 1;
    return 2 + ((this.slots - 1) % 14);
  }

  freshRegion(): number {
    this.regions += 1;
    return (this.regions - 1) % 6;
  }

  freshWorker(): number {
    this.workers += 1;
    return (this.workers - 1) % 4;
  }

  freshFile(): string {
    this.files += 1;
    const directory = this.random.pick(['', '', '/dev/shm/']);
    return `${directory}${this.name}-${String(this.files)}`;
  }
}
