import type { Registers } from '../../tracer/registers.js';
import type { Session } from '../../tracer/session.js';
import type { Thread, TracedProcess } from '../../tracer/tracee.js';
import { installClock } from '../../tracer/vdso-clock.js';
import { countCode } from '../../tracer/vdso-count.js';
import { answerClockCall, clockCalls } from './clock-call.js';
import type { TimeKeeper } from './time-keeper.js';
import { VirtualClock } from './virtual-clock.js';
import { ProgramTimers, timerCalls } from './timers/program-timers.js';
import type { VirtualTimers } from './virtual-timers.js';
import { timedCalls } from './waits/timed-call.js';
import { Waits } from './waits/waits.js';

/** Time that stands still while programs work, and jumps while all of them wait. */
export class VirtualTime implements TimeKeeper, Disposable {
  /** What programs have to be stopped at. */
  static readonly watchedCalls: readonly number[] = [...clockCalls, ...timedCalls, ...timerCalls];
  readonly clock: VirtualClock;
  private readonly waits: Waits;
  private readonly timers: VirtualTimers;

  constructor(
    private readonly session: Session,
    epochMs: number,
    processes: () => readonly TracedProcess[],
  ) {
    this.clock = new VirtualClock(epochMs);
    this.timers = new ProgramTimers(this.clock, processes);
    this.waits = new Waits(session, this.clock);
  }

  begin(): void {
    this.clock.setTo(0n);
    this.waits.clear();
    this.timers.begin();
  }

  afterExec(thread: Thread): boolean {
    return installClock(this.session, thread, countCode(this.clock.origins), this.clock.page.fd);
  }

  takes(thread: Thread, registers: Registers): boolean {
    if (this.waits.takes(thread, registers) || this.timers.takes(thread, registers)) return true;
    if (!clockCalls.includes(registers.number('origRax'))) return false;
    answerClockCall(thread, registers, (id) => this.clock.readById(id));
    thread.resume();
    return true;
  }

  returned(thread: Thread): boolean {
    return this.waits.returned(thread);
  }

  signalled(thread: Thread, signal: number): void {
    this.timers.signalled(thread);
    this.waits.signalled(thread, signal);
  }

  /** When something of these processes is due; undefined: nothing will ever happen by itself. */
  nextDue(among?: (process: TracedProcess) => boolean): bigint | undefined {
    const wait = this.waits.next(among && (({ process }) => among(process)))?.due;
    const timer = this.timers.nextDue(among);
    if (wait === undefined || timer === undefined) return wait ?? timer;
    return timer < wait ? timer : wait;
  }

  /** Let the first thing happen that is due by now; the world rests in between. */
  fireNext(): void {
    this.timers.passTo(this.clock.now());
    const wait = this.waits.next();
    const timer = this.timers.nextDue();
    if (timer !== undefined && (wait === undefined || timer <= wait.due)) this.timers.fire(timer);
    else wait?.fire();
  }

  mark(): (processes: readonly TracedProcess[]) => void {
    const [count, waits, timers] = [this.clock.now(), this.waits.mark(), this.timers.mark()];
    return () => {
      this.clock.setTo(count);
      this.waits.comeBackTo(waits);
      this.timers.comeBackTo(timers);
    };
  }

  [Symbol.dispose](): void {
    this.clock[Symbol.dispose]();
  }
}
