import { cpuTimeMs } from '../kernel/procfs.js';
import type { Limits } from '../model/settings.js';
import type { EndReason } from '../model/termination.js';
import type { RunClock } from './run-clock.js';
import type { ProgramSet } from './program-set.js';
import { isQuiescent } from './quiescence.js';
import { isStalled } from './stall.js';

const checkEveryMs = 50;

/** The limits of one run. They are looked at every now and then, not at every event. */
export class Watchdog {
  private checkedAt: number;
  private movedAt: number;

  constructor(
    private readonly programs: ProgramSet,
    private readonly limits: Limits,
    private readonly clock: RunClock,
  ) {
    this.checkedAt = this.movedAt = clock.now();
  }

  /** Something happened in the world. */
  moved(): void {
    this.movedAt = this.clock.now();
  }

  /** For how long nothing has happened. */
  get stillMs(): number {
    return this.clock.now() - this.movedAt;
  }

  get wallMs(): number {
    return this.clock.now();
  }

  cpuMs(): number {
    const { sut } = this.programs;
    return this.programs.processesOf(sut).reduce((sum, { pid }) => sum + cpuTimeMs(pid), 0);
  }

  /** A limit that has been reached. */
  bark(): EndReason | undefined {
    const now = this.clock.now();
    if (now - this.checkedAt < checkEveryMs) return undefined;
    this.checkedAt = now;
    const { wallMs, cpuMs, outputBytes } = this.limits;
    if (this.wallMs >= wallMs) return { kind: 'wall-limit', limitMs: wallMs };
    if (this.cpuMs() >= cpuMs) return { kind: 'cpu-limit', limitMs: cpuMs };
    const written = Math.max(...this.programs.all().map((program) => program.outputBytes()));
    if (written >= outputBytes) return { kind: 'output-limit', limitBytes: outputBytes };
    return undefined;
  }

  /** How long nothing has moved, once that is long enough and nothing ever will. */
  stalledMs(): number | undefined {
    const waited = this.clock.now() - this.movedAt;
    if (waited < this.limits.noProgressMs) return undefined;
    const processes = this.programs.processes();
    // Asked again: between the two, a time may have run out.
    const stalled =
      isQuiescent(processes) && isStalled(processes, 'real') && isQuiescent(processes);
    return stalled ? Math.round(waited) : undefined;
  }
}
