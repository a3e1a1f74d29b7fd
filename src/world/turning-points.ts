import type { Thread } from '../tracer/tracee.js';
import type { CallStops } from './call-stops.js';
import type { TimeKeeper } from './clock/time-keeper.js';
import type { Ends } from './ends.js';
import type { EntryWatch } from './entry-watch.js';
import type { ExecutionParts } from './execution-parts.js';
import type { ProgramSet } from './program-set.js';
import type { StandingThreads } from './standing-threads.js';
import type { Standstill } from './standstill/standstill.js';

interface Surroundings {
  readonly parts: Pick<ExecutionParts, 'stacks' | 'keepsEnded' | 'settings'>;
  readonly programs: ProgramSet;
  readonly entries: EntryWatch;
  readonly stops: CallStops;
  readonly ends: Ends;
  readonly standing: StandingThreads;
  readonly keeper: TimeKeeper;
  readonly standstill: Standstill;
}

/** What is done where a program begins, is signalled, or ends. */
export class TurningPoints {
  constructor(private readonly around: Surroundings) {}

  afterExec(thread: Thread): void {
    const { parts, programs, entries, stops, keeper } = this.around;
    parts.stacks.forget(thread);
    stops.chance.afterExec(thread);
    const hasClock = parts.keepsEnded || parts.settings.time === 'virtual';
    if (hasClock && !keeper.afterExec(thread)) return;
    if (programs.roleOf(thread.process) === 'sut') entries.afterExec(thread);
    thread.resume();
  }

  /** exit_group is about to be called. @returns whether the thread stays where it is */
  exits(thread: Thread, code: number): boolean {
    const { standstill } = this.around;
    const goOn = (): void => {
      if (!this.plays(thread, code) && thread.state === 'stopped') thread.resume();
    };
    return standstill.byExit(thread, code, goOn) || this.plays(thread, code);
  }

  onSignal(thread: Thread, signal: number): void {
    const { entries, standstill } = this.around;
    if (entries.takes(thread, signal)) {
      thread.resume();
      return;
    }
    const deliver = (): void => this.deliver(thread, signal);
    if (!standstill.bySignal(thread, signal, deliver)) deliver();
  }

  private plays(thread: Thread, code: number): boolean {
    const { ends, standing } = this.around;
    const isPlayed = ends.play(thread, { kind: 'exited', code });
    if (isPlayed) standing.forget(thread.process);
    return isPlayed;
  }

  private deliver(thread: Thread, signal: number): void {
    const { keeper, ends, standing, stops } = this.around;
    stops.signalled(thread, signal);
    keeper.signalled(thread, signal);
    if (ends.bySignal(thread, signal)) standing.forget(thread.process);
    else thread.resume('cont', signal);
  }
}
