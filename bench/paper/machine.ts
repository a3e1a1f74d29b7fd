import { cpus, loadavg, release, totalmem } from 'node:os';
import { spread, type Spread } from '../statistics.js';

/** What the figures were taken on, and how much it disturbed them. */
export interface Machine {
  readonly processors: string;
  readonly linux: string;
  readonly node: string;
  readonly memoryGB: number;
  /** Programs that wanted to run, on average, in the minute before the beginning and the end. */
  readonly loadBefore: number;
  readonly loadAfter: number;
  /** What the same arithmetic took, again and again between the measurements, in milliseconds. */
  readonly loopMs: Spread;
}

/** Watches the machine while others measure. */
export class MachineWatch {
  private readonly loadBefore = loadNow();
  private readonly loopMs: number[] = [];

  /** Between two measurements. */
  look(): void {
    const startedAt = performance.now();
    let state = 1;
    for (let i = 0; i < 20_000_000; i++) state = (Math.imul(state, 1664525) + 1013904223) | 0;
    this.loopMs.push(performance.now() - startedAt + (state === 0 ? 1 : 0));
  }

  account(): Machine {
    const all = cpus();
    return {
      processors: `${all.length} x ${all[0]?.model ?? 'unknown'}`,
      linux: release().split('.').slice(0, 2).join('.'),
      node: process.version,
      memoryGB: Math.round(totalmem() / 2 ** 30),
      loadBefore: this.loadBefore,
      loadAfter: loadNow(),
      // The first look is at code that is still being compiled.
      loopMs: spread(this.loopMs.slice(1)),
    };
  }
}

function loadNow(): number {
  return Math.round((loadavg()[0] ?? 0) * 10) / 10;
}
