import {
  growsIn,
  measures,
  type Measure,
  type Footprint,
  type LeakRounds,
} from '../../model/footprint.js';

/** Rounds in which the faults of the path happen again, and rounds without any after these. */
export const faultedRounds = 3;
export const calmRounds = 2;
/** Errors are told on paths that touch other pages. */
const memorySlack = 16 * 1024;

export type Use = keyof LeakRounds;

/** How far the watch has come; plain data. */
export interface LeakMark extends LeakRounds {
  readonly ready: Footprint | undefined;
  readonly isWanted: boolean;
}

/** Watches what a server holds on to when nobody uses it. */
export class LeakWatch {
  private ready: Footprint | undefined;
  private faulted: readonly Footprint[] = [];
  private calm: readonly Footprint[] = [];
  private wanted = false;
  /** What it takes after the first run of all, which is without faults. */
  private usualBytes: number | undefined;

  private waitsSince = 0;

  /**
   * @param now milliseconds of the run
   * @param wallMs its limit
   */
  constructor(
    private readonly measure: () => Footprint,
    private readonly now: () => number,
    private readonly wallMs: number,
  ) {}

  begin(): void {
    this.comeBackTo({ ready: undefined, faulted: [], calm: [], isWanted: false });
  }

  noteReady(): void {
    this.ready = this.measure();
  }

  note(use: Use): void {
    this[use] = [...this[use], this.measure()];
    this.usualBytes ??= this.faulted[0]?.memoryBytes;
  }

  /** Whether it may close by itself what has grown: connections have limits of their own. */
  awaitsLimits(): boolean {
    this.waitsSince = this.now();
    return this.isLeaking && (this.grows('sockets') || this.grows('processes'));
  }

  /**
   * Whether that time is over. What takes too long for us is given up: nothing is known then.
   * @param isPast whether it is by the clock of the world
   */
  isOver(isPast: boolean): boolean {
    const isGivenUp = this.now() - this.waitsSince > this.wallMs / 2;
    if (isGivenUp) this.faulted = this.faulted.slice(0, 1);
    else if (isPast) this.faulted = [...this.faulted.slice(0, -1), this.measure()];
    return isGivenUp || isPast;
  }

  /** Whether the round that begins makes sense: something has grown in every one before. */
  beginRound(use: Use): void {
    const last = this.faulted.at(-1);
    if (use === 'calm' && this.calm.length === 0 && last !== undefined) this.calm = [last];
    const isFirst = this.faulted.length === 1;
    const isDue = isFirst ? this.holdsMore() && this.now() < this.wallMs / 4 : this.wanted;
    this.wanted = isDue && measures.some((measure) => this.grows(measure));
  }

  get isWanted(): boolean {
    return this.wanted;
  }

  /** How often the drivers have come with their faults. */
  get round(): number {
    return this.faulted.length;
  }

  /** Whether the server holds more than before the first of these drivers. */
  private holdsMore(): boolean {
    const { ready, usualBytes = Infinity } = this;
    const now = this.faulted.at(-1);
    if (now === undefined || ready === undefined) return false;
    return (
      now.sockets > ready.sockets ||
      now.processes > ready.processes ||
      now.memoryBytes > usualBytes + memorySlack
    );
  }

  private get isLeaking(): boolean {
    return this.wanted && this.faulted.length > faultedRounds;
  }

  private grows(measure: Measure): boolean {
    return growsIn(this.faulted, measure);
  }

  /** What the rounds have shown, if there were any. */
  rounds(): LeakRounds | undefined {
    const { faulted, calm } = this;
    return faulted.length > 1 ? { faulted, calm } : undefined;
  }

  mark(): LeakMark {
    const { ready, faulted, calm, wanted } = this;
    return { ready, faulted, calm, isWanted: wanted };
  }

  comeBackTo({ ready, faulted, calm, isWanted }: LeakMark): void {
    this.ready = ready;
    this.faulted = faulted;
    this.calm = calm;
    this.wanted = isWanted;
  }
}
