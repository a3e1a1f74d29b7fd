import type { Delay } from '../../model/consequence.js';
import type { Registers } from '../../tracer/registers.js';
import type { Session } from '../../tracer/session.js';
import type { Thread, TracedProcess } from '../../tracer/tracee.js';
import { installClock } from '../../tracer/vdso-clock.js';
import { countCode } from '../../tracer/vdso-count.js';
import { answerClockCall, clockCalls } from './clock-call.js';
import { isBefore, type Due } from './due.js';
import { timeLimitOf } from '../stall.js';
import { givenUp } from './sockets/given-up.js';
import type { DelayEnd, TimeKeeper, TimeMark } from './time-keeper.js';
import { VirtualClock } from './virtual-clock.js';
import { laterMicroseconds, LimitOption, limitOptionCalls } from './sockets/limit-option.js';
import { SocketWaits } from './sockets/socket-waits.js';
import { ProgramTimers, timerCalls } from './timers/program-timers.js';
import type { VirtualTimers } from './virtual-timers.js';
import { timedCalls } from './waits/timed-call.js';
import { never, Waits } from './waits/waits.js';

/** Time that stands still while programs work, and jumps while all of them wait. */
export class VirtualTime implements TimeKeeper, Disposable {
  /** What programs have to be stopped at. */
  static readonly watchedCalls: readonly number[] = [
    ...clockCalls,
    ...timedCalls,
    ...limitOptionCalls,
    ...timerCalls,
  ];
  readonly clock: VirtualClock;
  private readonly waits: Waits;
  private readonly sockets: SocketWaits;
  private readonly limits = new LimitOption();
  private readonly timers: VirtualTimers;

  constructor(
    private readonly session: Session,
    epochMs: number,
    processes: () => readonly TracedProcess[],
  ) {
    this.clock = new VirtualClock(epochMs);
    this.timers = new ProgramTimers(this.clock, processes);
    this.waits = new Waits(session, this.clock);
    this.sockets = new SocketWaits(session, this.clock);
  }

  begin(): void {
    this.clock.begin();
    this.waits.clear();
    this.sockets.clear();
    this.limits.clear();
    this.limits.isUsed = false;
    this.timers.begin();
  }

  sinceBegin(): number {
    return Number(this.clock.now()) / 1e6;
  }

  afterExec(thread: Thread): boolean {
    return installClock(this.session, thread, countCode(this.clock.origins), this.clock.page.fd);
  }

  takes(thread: Thread, registers: Registers): boolean {
    for (const one of [this.waits, this.limits, this.timers])
      if (one.takes(thread, registers)) return true;
    if (!clockCalls.includes(registers.number('origRax'))) return false;
    answerClockCall(thread, registers, (id) => this.clock.readById(id));
    thread.resume();
    return true;
  }

  returned(thread: Thread): boolean {
    return [this.waits, this.limits].some((one) => one.returned(thread));
  }

  delay(thread: Thread, registers: Registers, delay: Delay): DelayEnd {
    const call = registers.number('origRax');
    const limit = timeLimitOf(thread.tid, call, registers.int('rdi'));
    const isLimited = limit >= laterMicroseconds;
    const last = isLimited ? this.clock.now() + (limit - laterMicroseconds) * 1000n : never;
    const due = this.endOf(delay, thread.process.lineage);
    this.waits.delay(thread, registers, due < last ? due : last);
    return { givesUpWith: isLimited && last <= due ? givenUp(call) : undefined };
  }

  isWaitingIn(thread: Thread, registers: Registers): boolean {
    return this.waits.isMadeAgain(thread, registers);
  }

  goesOnWaiting(thread: Thread, registers: Registers): boolean {
    return this.waits.goesOn(thread, registers);
  }

  signalled(thread: Thread, signal: number): void {
    this.timers.signalled(thread);
    this.waits.signalled(thread, signal);
  }

  /** The world rests: whoever waits for something has begun to. */
  look(processes: readonly TracedProcess[]): void {
    if (this.limits.isUsed) this.sockets.look(processes);
  }

  /** Whether it must rest again, and be looked at, before anybody moves. */
  get mustLook(): boolean {
    return this.sockets.areInterrupted;
  }

  /** When something of these processes is due; undefined: nothing will ever happen by itself. */
  nextDue(among?: (process: TracedProcess) => boolean): bigint | undefined {
    const wait = this.nextWait(among && (({ process }) => among(process)))?.due;
    const timer = this.timers.nextDue(among);
    if (wait === undefined || timer === undefined) return wait ?? timer;
    return timer < wait ? timer : wait;
  }

  /** Let the first thing happen that is due by now; the world rests in between. */
  fireNext(): void {
    this.timers.passTo(this.clock.now());
    const wait = this.nextWait();
    const timer = this.timers.nextDue();
    if (timer !== undefined && (wait === undefined || timer <= wait.due)) this.timers.fire(timer);
    else wait?.fire();
  }

  mark(): TimeMark {
    const [clock, waits, timers] = [this.clock.mark(), this.waits.mark(), this.timers.mark()];
    const sockets = this.sockets.mark();
    const goOn = (): void => {
      this.clock.comeBackTo(clock);
      this.waits.comeBackTo(waits);
      this.sockets.comeBackTo(sockets);
      this.limits.clear();
      this.timers.comeBackTo(timers);
    };
    return { goOn, left: (ignoresClock) => this.left(ignoresClock) };
  }

  private left(ignoresClock: boolean): unknown {
    const readings = ignoresClock ? 0n : this.clock.readings;
    const { waits, sockets, timers } = this;
    return [waits.left(), sockets.left(), timers.left(), readings];
  }

  /** @param lineage of the program whose timers are to go off first */
  private endOf(delay: Delay, lineage: string): bigint {
    if ('forEver' in delay) return never;
    const due = this.clock.now() + BigInt(Math.round(delay.ms * 1e6));
    if (!('pastNextTimer' in delay)) return due;
    const next = this.nextDue((process) => process.lineage === lineage);
    return next === undefined ? due : next + 1n;
  }

  private nextWait(among?: (thread: Thread) => boolean): Due | undefined {
    const [one, other] = [this.waits.next(among), this.sockets.next(among)];
    if (one === undefined || other === undefined) return one ?? other;
    return isBefore(one, other) ? one : other;
  }

  [Symbol.dispose](): void {
    this.clock[Symbol.dispose]();
  }
}
