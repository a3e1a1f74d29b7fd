import { signalName } from '../../abi/signals.js';
import type { Stop, StopCondition, StopReason } from '../../model/stop.js';
import type { Termination } from '../../model/termination.js';
import { assert, present } from '../../support/assert.js';
import type { Session } from '../../tracer/session.js';
import type { Thread } from '../../tracer/tracee.js';
import type { Passing } from '../clock/passing.js';
import type { Freezer, Halted } from '../freezer.js';
import { endsProcess } from '../kept-end.js';
import type { ProgramSet } from '../program-set.js';
import { stopOf } from './stop-of.js';

/** A world that stands still, and what has to happen when it goes on. */
interface Held {
  readonly stop: Stop;
  readonly halted: Halted;
  goOn: () => void;
  /** How the run has ended that stands still at its end. */
  readonly termination?: Termination;
}

interface StandstillParts {
  readonly session: Session;
  readonly programs: ProgramSet;
  readonly freezer: Freezer;
  /** The first process of the world, as the host numbers it. */
  readonly initPid: number;
  readonly thaw: (threads: readonly Thread[]) => void;
  /** Where time is the world's own. */
  readonly passing: Passing | undefined;
}

/**
 * Lets a world stand still in the middle of a run, with all of its threads stopped, and go on as
 * if nothing had been. Where that is wanted it is the last to be asked before a program ends.
 */
export class Standstill {
  private condition: StopCondition | undefined;
  private held: Held | undefined;
  private heldAt = 0;

  constructor(private readonly parts: StandstillParts) {}

  get session(): Session {
    return this.parts.session;
  }

  /** What was stopped, while the world stands still in the middle of what it does. */
  get halted(): Halted | undefined {
    return this.held?.halted;
  }

  arm(condition: StopCondition): void {
    this.condition = condition;
  }

  disarm(): void {
    this.condition = undefined;
  }

  /** Set while the world stands still in the middle of what it does. */
  get stop(): Stop | undefined {
    return this.held?.stop;
  }

  /** A signal is about to be delivered. @returns whether the thread stays until all go on */
  bySignal(thread: Thread, signal: number, goOn: () => void): boolean {
    const { condition } = this;
    if (condition === undefined || condition.kind === 'end') return false;
    const name = signalName(signal);
    const isMeant =
      condition.kind === 'exit'
        ? this.isFirstOf(condition.program, thread)
        : condition.signal === name && condition.process === thread.process.index;
    if (!isMeant || !endsProcess(thread, signal)) return false;
    this.hold(thread, { kind: 'signal', signal: name }, goOn);
    return true;
  }

  /** exit_group is about to be called. @returns as bySignal */
  byExit(thread: Thread, code: number, goOn: () => void): boolean {
    const { condition } = this;
    if (condition?.kind !== 'exit' || !this.isFirstOf(condition.program, thread)) return false;
    this.hold(thread, { kind: 'exit', code }, goOn);
    return true;
  }

  /** The run has ended. @returns whether the world stands still there, with what still runs */
  byEnd(termination: Termination): boolean {
    const [process] = this.parts.programs.processesOf(this.parts.programs.sut);
    if (this.condition?.kind !== 'end' || process === undefined) return false;
    const why = { kind: 'end', reason: termination.reason } as const;
    this.hold(process.anyThread(), why, () => undefined, termination);
    return true;
  }

  /** A thread stands before a choice point. */
  atChoice(thread: Thread, point: string): Stop {
    this.hold(thread, { kind: 'choice', point }, () => undefined);
    return present(this.stop, 'the world stands still');
  }

  /** @returns how the run has ended, where the world stood still at its end: it stays so */
  goOn(): Termination | undefined {
    const { held } = this;
    this.held = undefined;
    if (held === undefined || held.termination !== undefined) return held?.termination;
    this.parts.programs.clock.setTo(this.heldAt);
    held.goOn();
    this.release(held.halted);
    return undefined;
  }

  /** What would happen to the thread that it stopped for is brought about by somebody else. */
  takeOver(): void {
    if (this.held !== undefined) this.held.goOn = () => undefined;
  }

  /** Stand still in the middle of an event of the tracer, for as long as somebody looks. */
  during(look: (halted: Halted) => void): void {
    const { programs, freezer, passing } = this.parts;
    const at = programs.clock.now();
    passing?.standStill();
    const halted = freezer.halt(programs.processes());
    look(halted);
    programs.clock.setTo(at);
    passing?.goOn();
    this.release(halted);
  }

  /** The programs are ended. */
  clear(): void {
    this.held = undefined;
  }

  private release({ frozen, busy }: Halted): void {
    for (const { thread, status } of busy)
      if (thread.state === 'stopped') this.parts.session.defer(thread, status);
    this.parts.thaw([...frozen].filter(({ state }) => state === 'stopped'));
  }

  private isFirstOf(program: string, { process }: Thread): boolean {
    const { programs } = this.parts;
    return programs.knows(process) && programs.isFirst(process, program);
  }

  private hold(thread: Thread, why: StopReason, goOn: () => void, termination?: Termination): void {
    assert(this.held === undefined, 'a world that stands still already');
    const { programs, freezer, initPid } = this.parts;
    this.condition = undefined;
    this.heldAt = programs.clock.now();
    const halted = freezer.halt(programs.processes());
    const stop = stopOf(why, thread, programs, initPid);
    this.held = { stop, halted, goOn, ...(termination && { termination }) };
  }
}
