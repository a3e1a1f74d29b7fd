import type { TracedProcess } from '../tracer/tracee.js';

/** After fewer jumps of the clock nothing is said: somebody may make a long pause, and then act. */
const jumpsMin = 100;
/** Of the time that a run may take, how much may pass while nobody comes. */
const share = 6;

export interface VigilMark {
  readonly since: bigint;
  readonly jumps: number;
}

/**
 * Watches over those whose end a run waits for. They may wait without a limit while somebody else
 * looks around again and again, as servers do that poll: then the clock would jump to the end of
 * the run's time, in thousands of small steps, and nothing would come of it.
 */
export class Vigil {
  private state: VigilMark | undefined;
  private rests: string | undefined;
  private readonly patienceMs: number;

  constructor(virtualMs: number) {
    this.patienceMs = Math.ceil(virtualMs / share);
  }

  get limitMs(): number {
    return this.patienceMs;
  }

  begin(): void {
    this.comeBackTo(undefined);
  }

  /**
   * The world rests, and the clock is about to jump.
   * @param now in nanoseconds
   * @returns whether none of these has moved for long enough
   */
  isLong(now: bigint, processes: readonly TracedProcess[]): boolean {
    const threads = processes.flatMap((process) => [...process.threads.values()]);
    const rests = threads.map(({ tid, restsSince }) => `${String(tid)} ${restsSince ?? ''}`).join();
    if (rests !== (this.rests ?? rests)) this.state = undefined;
    this.rests = rests;
    const { since, jumps } = this.state ?? { since: now, jumps: 0 };
    this.state = { since, jumps: jumps + 1 };
    if (threads.length === 0 || jumps < jumpsMin) return false;
    return now - since >= BigInt(this.patienceMs) * 1_000_000n;
  }

  /** They do wait for something: from now on anew. */
  startAnew(): void {
    this.state = undefined;
  }

  mark(): VigilMark | undefined {
    return this.state;
  }

  /** Threads that were put back have run meanwhile, and rest as long as they did then. */
  comeBackTo(mark: VigilMark | undefined): void {
    this.state = mark;
    this.rests = undefined;
  }
}
