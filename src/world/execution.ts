import { nr } from '../abi/syscalls.js';
import { kill, syscall } from '../kernel/ffi.js';
import type { Settings } from '../model/settings.js';
import type { Crash, EndReason, ExitStatus, Termination } from '../model/termination.js';
import { signalName } from '../abi/signals.js';
import { assert } from '../support/assert.js';
import type { Override } from '../tracer/override.js';
import type { Registers } from '../tracer/registers.js';
import type { Session } from '../tracer/session.js';
import type { StackReader } from '../tracer/stack-reader.js';
import type { TraceEvent } from '../tracer/trace-event.js';
import type { ProcessFacts, Thread, TracedProcess } from '../tracer/tracee.js';
import { WorldClock, type WorldTime } from './clock/world-clock.js';
import { isCrash } from './crash-watch.js';
import type { Enclosure } from './enclosure.js';
import { EntryWatch } from './entry-watch.js';
import { Freezer } from './freezer.js';
import { answersForInit, endsProcess, exitStatusOf, isKeepable, keepEnded } from './kept-end.js';
import { noteCall, notedCalls } from './noted-calls.js';
import { PartialTransfers, type TransfersMark } from './partial-transfers.js';
import { ProgramSet, type ProgramSetMark } from './program-set.js';
import { RunningCalls, type CallsMark } from './running-calls.js';
import { Scenario, type ScenarioMark, type Wait } from './scenario.js';
import { alarmCalls } from './stall.js';
import { waitingThreads } from './waiting-threads.js';
import { Watchdog } from './watchdog.js';

const tickMs = 2;
/** How long a choice waits for the rest of the world to settle; then it is taken anyway. */
const settleMs = 250;
/** How often it is tried to stop a world in which somebody has just done something. */
const freezeTries = 8;

type Happening =
  | { readonly kind: 'call'; readonly thread: Thread }
  | { readonly kind: 'ended'; readonly termination: Termination };

/** What an execution comes back to; it refers to processes that must be there again. */
export interface ExecutionMark {
  readonly wait: Wait | undefined;
  readonly scenario: ScenarioMark;
  readonly crashes: readonly Crash[];
  readonly calls: CallsMark;
  readonly transfers: TransfersMark;
  readonly programs: ProgramSetMark;
  /** Milliseconds of the run's clock. */
  readonly clock: number;
  readonly time: WorldTime;
  readonly numbered: number;
  readonly processes: readonly { readonly process: TracedProcess; readonly facts: ProcessFacts }[];
}

/** What an execution needs of its surroundings. */
interface ExecutionParts {
  readonly session: Session;
  readonly enclosure: Enclosure;
  readonly settings: Settings;
  readonly stacks: StackReader;
  readonly watchedCalls: readonly number[];
  /** Whether programs that have ended are kept, so that they can come back. */
  readonly keepsEnded: boolean;
  /** Whether a call that the SUT is about to make is of interest. */
  readonly concerns: (thread: Thread, registers: Registers) => boolean;
}

/**
 * Runs the programs of a world, one run after the other. A call of interest is handed out only
 * when everything else in the world waits: what could have arrived has arrived, and of several
 * threads that stand before a call it is always the same that goes first. After the call, too,
 * its thread runs on only when all others wait: what they answer is there before it looks, with
 * poll(2) for example. Runs are repeatable because of this.
 */
export class Execution implements Disposable {
  private readonly programs: ProgramSet;
  private readonly entries = new EntryWatch();
  private readonly calls = new RunningCalls();
  private pending: Thread[] = [];
  /** Threads whose call has returned. */
  private returned: Thread[] = [];
  private crashes: Crash[] = [];
  private script: Scenario;
  private readonly freezer: Freezer;
  private readonly time: WorldClock;
  private readonly transfers = new PartialTransfers();
  private wait: Wait | undefined;
  private watchdog: Watchdog;
  private standsSince = 0;
  /** Whether an attempt to put the world back has left it in pieces. */
  private torn = false;

  constructor(private readonly parts: ExecutionParts) {
    const { session, enclosure, settings, watchedCalls } = parts;
    const started = (thread: Thread): void => this.afterExec(thread);
    this.time = new WorldClock(session);
    this.freezer = new Freezer(
      session,
      { returned: (thread) => this.callReturned(thread) },
      this.transfers,
    );
    const ends = parts.keepsEnded
      ? [nr.exit_group, nr.getppid, ...notedCalls, ...WorldClock.watchedCalls]
      : [];
    const watched = { sut: [...watchedCalls, ...alarmCalls, ...ends], others: ends };
    this.programs = new ProgramSet(session, enclosure, settings, watched, started);
    this.script = new Scenario(this.programs, settings);
    this.watchdog = this.newWatchdog();
  }

  /** Start from the beginning; what still ran is ended first. */
  begin(): void {
    this.clear();
    if (this.torn) this.parts.enclosure.renewNetwork();
    this.torn = false;
    this.parts.enclosure.reset();
    this.parts.session.resetNumbering();
    this.programs.begin();
    this.time.begin();
    this.script = new Scenario(this.programs, this.parts.settings);
    this.wait = undefined;
    this.watchdog = this.newWatchdog();
  }

  /** Run on until the SUT stands before a call of interest, or the run ends. */
  next(): Happening {
    for (;;) {
      const reason = this.followScript() ?? this.watchdog.bark() ?? this.stalled();
      if (reason !== undefined) return { kind: 'ended', termination: this.finish(reason) };
      const thread = this.readyCall();
      if (thread !== undefined) return { kind: 'call', thread };
      this.advance();
    }
  }

  /** Let a handed-out call run, as decided. */
  proceed(thread: Thread, registers: Registers, override: Override): void {
    this.calls.begin(thread, registers, override);
  }

  /** End every process of the world's programs. */
  clear(): void {
    const existing = (): readonly TracedProcess[] => this.programs.existing();
    for (let left = existing(); left.length > 0; left = existing()) {
      for (const { pid } of left) kill(pid, 9);
      this.parts.session.killUnclaimed();
      this.drain();
    }
    this.pending = [];
    this.returned = [];
    this.crashes = [];
    this.calls.clear();
    this.transfers.clear();
    this.entries.clear();
  }

  /**
   * Stop everything for a snapshot, at a choice that has been handed out.
   * @returns the threads to thaw; undefined when the world does not rest
   */
  freeze(): readonly Thread[] | undefined {
    for (let tries = 1; ; tries++) {
      const frozen = this.freezer.freeze(this.programs.processes());
      if (frozen !== undefined || tries === freezeTries) return frozen;
      this.letSettle();
    }
  }

  /** Somebody did something just now: let all go on until the world rests again. */
  private letSettle(): void {
    const until = performance.now() + settleMs;
    do {
      const event = this.parts.session.next(0);
      if (typeof event === 'object') this.handle(event);
      else syscall(nr.sched_yield, 0, 0, 0);
    } while (!this.programs.isQuiescent() && performance.now() < until);
  }

  thaw(threads: readonly Thread[]): void {
    this.freezer.thaw(threads);
  }

  /** Stop everything, to be put back. */
  seize(): void {
    this.freezer.seize(() => this.programs.existing());
  }

  /** The world could not be put back; it can only begin anew. */
  tear(): void {
    this.torn = true;
  }

  /** The processes of the world's programs, those that are kept after their end included. */
  processes(): readonly TracedProcess[] {
    return this.programs.existing();
  }

  /** The decided call that a frozen thread stands in, as the program made it. */
  decidedCall(thread: Thread, now: Registers): Registers | undefined {
    // In what it goes on with after a stop it cannot stand again: the kernel has forgotten.
    if (now.signed('origRax') === nr.restart_syscall)
      return thread.restarts === undefined ? now : now.copy().set('origRax', thread.restarts);
    return this.calls.standingIn(thread, now);
  }

  /** What a frozen world's execution has to come back to. */
  mark(): ExecutionMark {
    return {
      wait: this.wait,
      scenario: this.script.mark(),
      crashes: [...this.crashes],
      calls: this.calls.mark(),
      transfers: this.transfers.mark(),
      programs: this.programs.mark(),
      clock: this.programs.clock.now(),
      time: this.time.now(),
      numbered: this.parts.session.numbered,
      processes: this.processes().map((process) => ({ process, facts: process.facts() })),
    };
  }

  /** Go on from a mark; processes, files and connections are back already, all stopped. */
  comeBackTo(mark: ExecutionMark): void {
    this.pending = [];
    this.returned = [];
    this.wait = mark.wait;
    this.script.comeBackTo(mark.scenario);
    this.crashes = [...mark.crashes];
    this.calls.comeBackTo(mark.calls);
    this.transfers.comeBackTo(mark.transfers);
    this.programs.comeBackTo(mark.programs);
    this.programs.clock.setTo(mark.clock);
    this.parts.session.resetNumbering(mark.numbered);
    for (const { process, facts } of mark.processes) process.setFacts(facts);
    this.time.comeBackTo(mark.time, this.programs.processes());
    for (const process of this.programs.processes())
      for (const thread of process.threads.values()) this.transfers.resume(thread);
    this.watchdog = this.newWatchdog();
  }

  [Symbol.dispose](): void {
    this.clear();
    this.programs[Symbol.dispose]();
  }

  private newWatchdog(): Watchdog {
    return new Watchdog(this.programs, this.parts.settings.limits, this.programs.clock);
  }

  private drain(): void {
    const event = this.parts.session.next(tickMs);
    if (typeof event === 'object' && event.kind === 'process-ended')
      this.programs.noteEnd(event.process, event.status);
  }

  /** Take the scenario as far as its waits allow. @returns why the run ended, when it did */
  private followScript(): EndReason | undefined {
    while (this.wait === undefined || this.wait.holds()) {
      const step = this.script.next();
      if (!('holds' in step)) return step;
      this.wait = step;
    }
    return undefined;
  }

  private stalled(): EndReason | undefined {
    if (this.somebodyStands() || this.wait?.ifStalled === undefined) return undefined;
    const waitedMs = this.watchdog.stalledMs();
    return waitedMs === undefined ? undefined : this.wait.ifStalled(waitedMs);
  }

  private somebodyStands(): boolean {
    return this.pending.length + this.returned.length > 0;
  }

  /** The call to hand out, once the rest of the world waits; or one more thread runs on. */
  private readyCall(): Thread | undefined {
    if (!this.somebodyStands()) return undefined;
    const patient = performance.now() - this.standsSince < settleMs;
    if (patient && !this.programs.isQuiescent()) return undefined;
    const back = takeFirst(this.returned);
    if (back === undefined) return takeFirst(this.pending);
    back.resume();
    this.standsSince = performance.now();
    return undefined;
  }

  private advance(): void {
    const waiting = !this.somebodyStands();
    const event = this.parts.session.next(waiting ? tickMs : 0);
    assert(event !== 'empty', 'the world itself has died');
    if (event !== 'idle') this.handle(event);
    else if (!waiting) syscall(nr.sched_yield, 0, 0, 0);
  }

  private handle(event: TraceEvent): void {
    this.watchdog.moved();
    switch (event.kind) {
      case 'exec':
        this.afterExec(event.thread);
        return;
      case 'call':
        this.beforeCall(event.thread);
        return;
      case 'return':
        this.afterCall(event.thread);
        return;
      case 'signal':
        this.onSignal(event.thread, event.signal);
        return;
      case 'thread-ended':
        this.forget(event.thread.process, event.thread);
        return;
      case 'process-ended':
        this.programs.noteEnd(event.process, event.status);
        this.forget(event.process);
    }
  }

  private afterExec(thread: Thread): void {
    this.parts.stacks.forget(thread);
    if (this.parts.keepsEnded && !this.time.afterExec(thread)) return;
    if (this.programs.roleOf(thread.process) === 'sut') this.entries.afterExec(thread);
    thread.resume();
  }

  private beforeCall(thread: Thread): void {
    if (this.transfers.goesOn(thread) || this.calls.resumes(thread)) return;
    // Most stops are here, before reads and writes of files: the registers are read once.
    const registers = thread.registers();
    if (registers !== 'died' && this.time.takes(thread, registers)) return;
    if (registers !== 'died') noteCall(thread, registers, () => this.processes());
    if (registers !== 'died' && answersForInit(thread, registers, this.initPid())) return;
    if (registers !== 'died' && isAlarm(registers)) thread.process.armsAlarm = true;
    if (registers !== 'died' && registers.number('origRax') === nr.exit_group)
      if (this.playEnd(thread, { kind: 'exited', code: exitStatusOf(registers) })) return;
    if (registers === 'died' || !this.isOfInterest(thread, registers)) {
      thread.resume();
      return;
    }
    this.pending.push(thread);
    this.standsSince = performance.now();
  }

  /** As programs see it. */
  private initPid(): number {
    const { sealed, init } = this.parts.enclosure;
    return sealed ? 1 : init.pid;
  }

  private isOfInterest(thread: Thread, registers: Registers): boolean {
    return thread.process.entered && this.parts.concerns(thread, registers);
  }

  private afterCall(thread: Thread): void {
    const wasPartial = this.transfers.has(thread);
    if (this.transfers.goesOn(thread)) return;
    if (wasPartial && !this.calls.has(thread)) {
      thread.resume();
      return;
    }
    if (!this.callReturned(thread)) {
      thread.resume();
      return;
    }
    this.returned.push(thread);
    this.standsSince = performance.now();
  }

  /** @returns whether it was a call that had been decided */
  private callReturned(thread: Thread): boolean {
    if (this.time.returned(thread)) return false;
    this.calls.returned(thread);
    return true;
  }

  private onSignal(thread: Thread, signal: number): void {
    if (this.entries.takes(thread, signal)) {
      thread.resume();
      return;
    }
    if (isCrash(thread, signal, this.programs.roleOf(thread.process)))
      this.crashes.push(this.crashOf(thread, signal));
    const end: ExitStatus = { kind: 'signaled', signal: signalName(signal) };
    if (endsProcess(thread, signal) && this.playEnd(thread, end)) return;
    thread.resume('cont', signal);
  }

  /** Keep the process that is about to end, where ends are kept. @returns whether it is */
  private playEnd(thread: Thread, status: ExitStatus): boolean {
    const { process } = thread;
    const { keepsEnded, session } = this.parts;
    if (!keepsEnded || this.programs.programOf(process).process !== process) return false;
    if (!isKeepable(session, process) || !keepEnded(session, this.freezer, thread)) return false;
    this.programs.noteEnd(process, status);
    this.forget(process);
    return true;
  }

  private crashOf(thread: Thread, signal: number): Crash {
    const { settings } = this.programs.programOf(thread.process);
    return {
      role: settings.role,
      program: settings.name,
      process: thread.process.index,
      signal: signalName(signal),
      stack: this.parts.stacks.read(thread),
    };
  }

  private forget(process: TracedProcess, thread?: Thread): void {
    const stays = (other: Thread): boolean =>
      thread === undefined ? other.process !== process : other !== thread;
    this.pending = this.pending.filter(stays);
    this.returned = this.returned.filter(stays);
  }

  private finish(reason: EndReason): Termination {
    const hung = reason.kind !== 'sut-ended' && reason.kind !== 'stopped';
    const sut = this.programs.processesOf(this.programs.sut);
    const cpuMs = this.watchdog.cpuMs();
    const { session, stacks } = this.parts;
    return {
      reason,
      programs: this.programs.started().map((program) => program.end()),
      crashes: this.crashes,
      waiting: hung ? waitingThreads(session, sut, stacks) : [],
      wallMs: Math.round(this.watchdog.wallMs),
      cpuMs,
    };
  }
}

/** In the order of their creation, whichever came first in this run. */
function takeFirst(threads: Thread[]): Thread | undefined {
  threads.sort((a, b) => a.process.index - b.process.index || a.index - b.index);
  return threads.shift();
}

function isAlarm(registers: Registers): boolean {
  return alarmCalls.includes(registers.number('origRax'));
}
