import { growsIn, measures, type Footprint, type LeakRounds } from '../../model/footprint.js';

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

  /** @param hasTime whether a run that has come so far may still become several times as long */
  constructor(
    private readonly measure: () => Footprint,
    private readonly hasTime: () => boolean,
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

  /** Time has passed since the last note: what is held now is what counts. */
  noteAgain(): void {
    if (!this.holdsMore()) return;
    const use: Use = this.calm.length > 1 ? 'calm' : 'faulted';
    this[use] = [...this[use].slice(0, -1), this.measure()];
  }

  /** Whether the server holds more than before the first of these drivers. */
  holdsMore(): boolean {
    const now = (this.calm.length > 1 ? this.calm : this.faulted).at(-1);
    const { ready, usualBytes = Infinity } = this;
    if (now === undefined || ready === undefined) return false;
    return (
      now.sockets > ready.sockets ||
      now.processes > ready.processes ||
      now.memoryBytes > usualBytes + memorySlack
    );
  }

  /** Whether the round that begins makes sense: something has grown in every one before. */
  beginRound(use: Use): void {
    const last = this.faulted.at(-1);
    if (use === 'calm' && this.calm.length === 0 && last !== undefined) this.calm = [last];
    const grows = measures.some((measure) => growsIn(this.faulted, measure));
    const isDue = use === 'faulted' || this.faulted.length > faultedRounds;
    this.wanted = this.holdsMore() && grows && isDue && this.hasTime();
  }

  get isWanted(): boolean {
    return this.wanted;
  }

  /** How often the drivers have come with their faults. */
  get round(): number {
    return this.faulted.length;
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
