import type { EndReason } from '../../model/termination.js';
import type { TracedProcess } from '../../tracer/tracee.js';
import { hasDataOnItsWay } from '../data-on-its-way.js';
import { ownMs, patienceMs } from '../own-work.js';
import type { RunClock } from '../run-clock.js';
import type { VirtualTime } from './virtual-time.js';

const millisecond = 1_000_000n;
/** How long what is due waits for the world to rest, ... */
const shortPatienceMs = 50;
/** ... and how much the world must have worked after that: a busy machine may not let it. */
const busyMs = 25;

interface Surroundings {
  readonly time: VirtualTime;
  /** What the course of the run waits for. */
  readonly run: RunClock;
  readonly limitMs: number;
}

/** Makes the time of a world pass. */
export class Passing {
  /** When the world rested last, in milliseconds of our own time. */
  private restedAt = performance.now();
  /** How much it had worked a while after that. */
  private ranBefore: number | undefined;
  private stoodSince: number | undefined;

  constructor(private readonly parts: Surroundings) {}

  get now(): bigint {
    return this.parts.time.clock.now();
  }

  /** Whether these will go on by themselves. */
  hasTimers(processes: readonly TracedProcess[]): boolean {
    return this.parts.time.nextDue((process) => processes.includes(process)) !== undefined;
  }

  /** A choice is to be made, or the run has ended: nobody works. */
  standStill(): void {
    this.stoodSince = performance.now();
  }

  /** It has been made, however long that took; or the world has come back. */
  goOn(): void {
    const stood = performance.now() - (this.stoodSince ?? performance.now());
    this.stoodSince = undefined;
    this.restedAt += stood;
    this.ranBefore = undefined;
  }

  /**
   * All of the world rests: the clock jumps to what comes first, and that happens.
   * @returns why the run has ended, where it has; `for-ever` where nothing will ever happen
   */
  jump(processes: readonly TracedProcess[]): EndReason | 'for-ever' | undefined {
    this.restedAt = performance.now();
    this.ranBefore = undefined;
    const { time, run, limitMs } = this.parts;
    time.look(processes);
    const [expected, wanted] = [run.takeExpected(), time.nextDue()];
    const due = earlier(expected, wanted);
    // What a timer of the kernel is about to move comes before anything that is waited for.
    if (hasDataOnItsWay(processes)) return undefined;
    if (due === undefined) return 'for-ever';
    const { clock } = time;
    if (due > BigInt(limitMs) * millisecond) return { kind: 'virtual-limit', limitMs };
    if (due > clock.now()) clock.advance(due - clock.now());
    if (due === wanted) time.fireNext();
    return undefined;
  }

  /**
   * The world works. Who waits in vain for one that sleeps would do so for ever: what is due by
   * now, because so many have looked at the clock, happens; after a while time goes on, by as
   * much as the world works.
   * @param ranMs how long the processors have worked for the world
   */
  flow(ranMs: () => number): void {
    const { time } = this.parts;
    const due = time.nextDue();
    if (due === undefined || performance.now() - this.restedAt <= shortPatienceMs) return;
    const ran = ranMs() + ownMs();
    this.ranBefore ??= ran;
    const worked = ran - this.ranBefore;
    if (worked > patienceMs) {
      time.clock.advance(BigInt(Math.round((worked - patienceMs) * 1e6)));
      this.ranBefore = ran - patienceMs;
    }
    if (worked > busyMs && due <= time.clock.now()) time.fireNext();
  }
}

function earlier(a: bigint | undefined, b: bigint | undefined): bigint | undefined {
  if (a === undefined || b === undefined) return a ?? b;
  return a < b ? a : b;
}
