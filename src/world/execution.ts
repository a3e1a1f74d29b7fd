import { nr } from '../abi/syscalls.js';
import { syscall } from '../kernel/ffi.js';
import type { Stop } from '../model/stop.js';
import type { EndReason, Termination } from '../model/termination.js';
import { assert } from '../support/assert.js';
import type { Override } from '../tracer/override.js';
import type { Registers } from '../tracer/registers.js';
import type { TraceEvent } from '../tracer/trace-event.js';
import type { Thread, TracedProcess } from '../tracer/tracee.js';
import type { Turn } from './act.js';
import { CallStops } from './call-stops.js';
import { endAll } from './end-all.js';
import { Ends } from './ends.js';
import { EntryWatch } from './entry-watch.js';
import type { ExecutionMark } from './execution-mark.js';
import type { ExecutionParts } from './execution-parts.js';
import { Freezer } from './freezer.js';
import { Passage } from './passage.js';
import type { ProgramRun } from './program-run.js';
import { ProgramSet } from './program-set.js';
import { Scenario } from './scenario.js';
import { letSettle, tryToFreeze } from './let-settle.js';
import { onEvent } from './on-event.js';
import { StandingThreads } from './standing-threads.js';
import { Standstill } from './standstill/standstill.js';
import { terminationOf } from './termination-of.js';
import { watchedBy } from './watched-calls.js';
import { TurningPoints } from './turning-points.js';
import { Watchdog } from './watchdog.js';
import { worldTime } from './world-time.js';

type Happening =
  | { readonly kind: 'stopped'; readonly stop: Stop }
  | { readonly kind: 'call'; readonly thread: Thread }
  | { readonly kind: 'ended'; readonly termination: Termination };

/**
 * Runs the programs of a world, one run after the other. A call of interest is handed out only
 * when everything else in the world waits: what could have arrived has arrived, and of several
 * threads that stand before a call it is always the same that goes first. After the call, too, its
 * thread runs on only when all others wait, and their answers are there. So runs are repeatable.
 */
export class Execution implements Disposable {
  private readonly programs: ProgramSet;
  private readonly entries = new EntryWatch();
  private readonly turns: TurningPoints;
  private readonly stops: CallStops;
  private readonly ends: Ends;
  private readonly standing = new StandingThreads();
  private script: Scenario<ProgramRun>;
  private readonly freezer: Freezer;
  readonly standstill: Standstill;
  private readonly time: ReturnType<typeof worldTime>;
  private readonly passage: Passage;
  private watchdog: Watchdog;
  /** Whether an attempt to put the world back has left it in pieces. */
  private torn = false;

  constructor(private readonly parts: ExecutionParts) {
    const { session, enclosure, settings } = parts;
    const started = (thread: Thread): void => this.turns.afterExec(thread);
    this.time = worldTime(session, settings, () => this.processes());
    const { clock, keeper, passing } = this.time;
    this.programs = new ProgramSet(session, enclosure, settings, watchedBy(parts), started, clock);
    this.passage = new Passage(this.programs, passing);
    this.stops = new CallStops({
      ...parts,
      time: keeper,
      processes: () => this.processes(),
      looks: (thread, registers) => this.ends.beforeCall(thread, registers),
      exits: (thread, code) => this.turns.exits(thread, code),
    });
    this.freezer = new Freezer(session, this.stops, this.stops.transfers);
    this.ends = new Ends(parts, this.programs, this.freezer);
    const { programs, entries, stops, ends, standing, freezer } = this;
    const [thaw, initPid] = [this.thaw.bind(this), enclosure.init.pid];
    const standstill = new Standstill({ session, programs, freezer, initPid, thaw, passing });
    this.standstill = standstill;
    const around = { parts, programs, entries, stops, ends, standing, keeper, standstill };
    this.turns = new TurningPoints(around);
    this.script = new Scenario(this.programs, settings);
    this.watchdog = this.newWatchdog();
  }

  /** Start from the beginning; what still ran is ended first. */
  begin(): void {
    this.clear();
    if (this.torn) this.parts.enclosure.renewNetwork();
    this.torn = false;
    this.parts.enclosure.reset();
    this.parts.enclosure.resolver?.forget();
    this.parts.session.resetNumbering();
    this.programs.begin();
    this.time.keeper.begin();
    this.script = new Scenario(this.programs, this.parts.settings);
    this.watchdog = this.newWatchdog();
  }

  /** Run on until the SUT stands before a call of interest, or the run ends. */
  next(): Happening {
    this.time.passing?.goOn();
    this.time.clock.goOn();
    const termination = this.standstill.goOn();
    const happening = termination ? ({ kind: 'ended', termination } as const) : this.run();
    this.time.passing?.standStill();
    return happening;
  }

  private run(): Happening {
    for (;;) {
      const { stop } = this.standstill;
      if (stop !== undefined) return { kind: 'stopped', stop };
      const reason = this.goOn() ?? this.watchdog.bark() ?? this.passTime();
      if (reason !== undefined) {
        const termination = this.terminationFor(reason);
        if (!this.standstill.byEnd(termination)) return { kind: 'ended', termination };
        continue;
      }
      const thread = this.standing.next(this.programs);
      if (thread !== undefined) {
        this.time.virtual?.look(this.programs.processes());
        return { kind: 'call', thread };
      }
      this.advance();
    }
  }

  get turn(): Turn {
    return { phase: this.script.phase, round: this.programs.leaks.round };
  }

  /** Let a handed-out call run, as decided. */
  proceed(thread: Thread, registers: Registers, override: Override): void {
    this.stops.begin(thread, registers, override);
  }

  /** Let a handed-out call run that is none of those to decide. */
  pass(thread: Thread): void {
    this.stops.pass(thread);
  }

  /** End every process of the world's programs. */
  clear(): void {
    this.standstill.clear();
    endAll(this.parts.session, this.programs);
    this.standing.clear();
    this.ends.clear();
    this.stops.clear();
    this.entries.clear();
  }

  /**
   * Stop everything for a snapshot, at a choice that has been handed out.
   * @returns the threads to thaw; undefined when the world does not rest
   */
  freeze(mustRest = false): readonly Thread[] | undefined {
    return tryToFreeze(this.freezer, this.programs, () => this.letSettle(), mustRest);
  }

  thaw(threads: readonly Thread[]): void {
    this.freezer.thaw(threads);
    const { virtual } = this.time;
    if (virtual?.mustLook !== true) return;
    this.letSettle();
    virtual.look(this.programs.processes());
  }

  private letSettle(): void {
    letSettle(this.parts.session, this.programs, (event) => this.handle(event));
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
    return this.stops.standingIn(thread, now);
  }

  /** What a frozen world's execution has to come back to. */
  mark(): ExecutionMark {
    return {
      scenario: this.script.mark(),
      ...this.ends.mark(),
      ...this.stops.mark(),
      programs: this.programs.mark(),
      clock: this.programs.clock.now(),
      time: this.time.keeper.mark(),
      numbered: this.parts.session.numbered,
      processes: this.processes().map((process) => ({ process, facts: process.facts() })),
    };
  }

  /** Go on from a mark; processes, files and connections are back already, all stopped. */
  comeBackTo(mark: ExecutionMark): void {
    this.standing.clear();
    this.parts.enclosure.resolver?.forget();
    this.script.comeBackTo(mark.scenario);
    this.ends.comeBackTo(mark);
    this.stops.comeBackTo(mark);
    this.programs.comeBackTo(mark.programs);
    this.programs.clock.setTo(mark.clock);
    this.parts.session.resetNumbering(mark.numbered);
    for (const { process, facts } of mark.processes) process.setFacts(facts);
    mark.time.goOn(this.programs.processes());
    for (const process of this.programs.processes())
      for (const thread of process.threads.values()) this.stops.transfers.resume(thread);
    this.watchdog = this.newWatchdog();
  }

  [Symbol.dispose](): void {
    this.clear();
    this.programs[Symbol.dispose]();
  }

  private newWatchdog(): Watchdog {
    return new Watchdog(this.programs, this.parts.settings.limits, this.programs.clock);
  }

  private goOn(): EndReason | undefined {
    const { done, phase } = this.script;
    // What is waited for from here on is asked anew.
    this.programs.clock.takeExpected();
    const reason = this.script.advance();
    if (phase !== this.script.phase) this.stops.beginPhase(this.script.phase);
    if (this.script.done !== done) this.passage.disturbed();
    return reason;
  }

  private passTime(): EndReason | undefined {
    if (this.standing.areThere) return undefined;
    return this.passage.pass(this.script.ifStalled, this.watchdog);
  }

  private advance(): void {
    const waiting = !this.standing.areThere;
    this.parts.enclosure.resolver?.serve();
    const event = this.parts.session.next(waiting ? this.passage.nap() : 0);
    assert(event !== 'empty', 'the world itself has died');
    if (event !== 'idle') this.handle(event);
    else if (!waiting) syscall(nr.sched_yield, 0, 0, 0);
    this.passage.look(event === 'idle' && waiting);
  }

  private handle(event: TraceEvent): void {
    this.watchdog.moved();
    this.passage.happened();
    const { programs, stops, standing, turns } = this;
    onEvent(event, { programs, stops, standing, turns });
  }

  terminationFor(reason: EndReason): Termination {
    return terminationOf(reason, { ...this.parts, watchdog: this.watchdog, ends: this.ends });
  }
}
