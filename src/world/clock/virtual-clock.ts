import { SharedPage } from '../../kernel/shared-page.js';

/** By how much each reading moves it: two readings differ, also in microseconds. */
const readingStep = 1000n;
/** What the clocks without a date say when a run begins: a machine that was started yesterday. */
const uptime = 100_000_000_000_000n;

/** CLOCK_REALTIME, _COARSE, _ALARM and CLOCK_TAI. */
const realtimeClocks: ReadonlySet<number> = new Set([0, 5, 8, 11]);
/** CLOCK_MONOTONIC, _RAW, _COARSE, CLOCK_BOOTTIME, _ALARM. */
const monotonicClocks: ReadonlySet<number> = new Set([1, 4, 6, 7, 9]);

interface ClockMark {
  readonly time: bigint;
  readonly passed: bigint;
}

/**
 * The clock of a world: nanoseconds since its run began, one count in a page that all its
 * processes share with this one. It stands still but for a step with every reading, and jumps
 * when all wait: so it says the same in every run, and a loop that waits for it comes to an end.
 */
export class VirtualClock implements Disposable {
  readonly page = SharedPage.make('clock');
  private readonly count = new BigInt64Array(this.page.view, 0, 1);
  /** What it was moved on by otherwise than by being read. */
  private passed = 0n;

  constructor(private readonly epochMs: number) {}

  /** Looks without moving it. */
  now(): bigint {
    return Atomics.load(this.count, 0);
  }

  /** How often programs have read it. */
  get readings(): bigint {
    return (this.now() - this.passed) / readingStep;
  }

  /** As a program reads it. */
  read(): bigint {
    return Atomics.add(this.count, 0, readingStep);
  }

  /** The same of one clock (clock_gettime(2)); undefined where it is none of the world's. */
  readById(id: number): bigint | undefined {
    if (!realtimeClocks.has(id) && !monotonicClocks.has(id)) return undefined;
    return this.read() + this.originOf(id);
  }

  advance(by: bigint): void {
    this.passed += by;
    Atomics.add(this.count, 0, by);
  }

  begin(): void {
    this.comeBackTo({ time: 0n, passed: 0n });
  }

  mark(): ClockMark {
    return { time: this.now(), passed: this.passed };
  }

  comeBackTo({ time, passed }: ClockMark): void {
    Atomics.store(this.count, 0, time);
    this.passed = passed;
  }

  /** What the clocks said, or will say, when the count is 0. */
  get origins(): { readonly realtime: bigint; readonly monotonic: bigint } {
    return { realtime: BigInt(Math.round(this.epochMs)) * 1_000_000n, monotonic: uptime };
  }

  /** The same of one clock, by its number (clock_gettime(2)). */
  originOf(clock: number): bigint {
    return realtimeClocks.has(clock) ? this.origins.realtime : this.origins.monotonic;
  }

  [Symbol.dispose](): void {
    this.page[Symbol.dispose]();
  }
}
