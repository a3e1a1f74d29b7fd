import type { EndReason } from '../model/termination.js';
import type { Passing } from './clock/passing.js';
import { Naps } from './naps.js';
import type { ProgramSet } from './program-set.js';
import type { Wait } from './act.js';
import { isStalled } from './stall.js';
import type { Watchdog } from './watchdog.js';

/** For how long nothing must have happened before it is said that nothing ever will. */
const certainMs = 20;

/** What it means that nothing happens in a world: its time passes, or it is hung. */
export class Passage {
  private readonly naps = new Naps();
  /** Whether the world rested when it was looked at, and nothing has been done to it since. */
  private rests = false;

  /** @param passing where time is the world's own */
  constructor(
    private readonly programs: ProgramSet,
    private readonly passing: Passing | undefined,
  ) {}

  /** An event has come. */
  happened(): void {
    this.naps.reset();
  }

  /** Something has been done to the world. */
  disturbed(): void {
    this.rests = false;
  }

  /** How many milliseconds to wait for the next event. */
  nap(): number {
    return this.naps.next();
  }

  /** No event has come, or one was dealt with. */
  look(isIdle: boolean): void {
    this.rests = isIdle && this.passing !== undefined && this.programs.isQuiescent();
  }

  /** Nobody stands before a call. @returns why the run has ended, where it has */
  pass(ifStalled: Wait['ifStalled'], watchdog: Watchdog): EndReason | undefined {
    const { passing } = this;
    if (passing === undefined) return stalled(ifStalled, watchdog);
    if (!this.rests) {
      passing.flow(() => this.programs.ranMs());
      return undefined;
    }
    this.rests = false;
    if (ifStalled !== undefined && this.waitsInVain(passing)) return this.vainLimit();
    const processes = this.programs.processes();
    const reason = passing.jump(processes);
    if (reason !== 'for-ever') return reason;
    if (watchdog.stillMs < certainMs || !isStalled(processes, 'virtual')) return undefined;
    // Asked again: between two looks the kernel may have moved what was on its way.
    return this.programs.isQuiescent() ? ifStalled?.(0) : undefined;
  }

  /** Whether those whose end is waited for get nothing any more, although others go on. */
  private waitsInVain(passing: Passing): boolean {
    const { vigil } = this.programs;
    const awaited = this.programs.awaited();
    if (!vigil.isLong(passing.now, awaited)) return false;
    if (isStalled(awaited, 'virtual') && !passing.hasTimers(awaited)) return true;
    vigil.startAnew();
    return false;
  }

  private vainLimit(): EndReason {
    return { kind: 'virtual-limit', limitMs: this.programs.vigil.limitMs };
  }
}

function stalled(ifStalled: Wait['ifStalled'], watchdog: Watchdog): EndReason | undefined {
  if (ifStalled === undefined) return undefined;
  const waitedMs = watchdog.stalledMs();
  return waitedMs === undefined ? undefined : ifStalled(waitedMs);
}
