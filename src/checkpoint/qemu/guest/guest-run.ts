import type { Settings } from '../../../model/settings.js';
import type { Crash, EndReason, Termination } from '../../../model/termination.js';
import { PeerNotReady, ProgramRefused } from '../../../world/program-failure.js';
import { RunClock } from '../../../world/run-clock.js';
import { Scenario, type ScenarioMark } from '../../../world/scenario.js';
import type { CopiedStacks } from '../../../tracer/copied-stacks.js';
import { beginningOf } from './beginning.js';
import { Cores } from './cores.js';
import type { GuestProgram } from './guest-program.js';
import { GuestStage, type StageMark } from './guest-stage.js';
import { limitReached } from './guest-limits.js';
import { Idleness, type IdlenessMark } from './idleness.js';
import { answerIn } from './name-service.js';
import { PathRecord } from './path-record.js';
import type { Order } from './reply.js';
import type { Tick } from './tick.js';

/** What the guest's first process is told, or that the run has come to its end. */
type GuestStep =
  | { readonly kind: 'order'; readonly order: Order }
  | { readonly kind: 'ended'; readonly termination: Termination };

interface GuestRunMark {
  readonly stage: StageMark;
  readonly scenario: ScenarioMark;
  readonly idleness: IdlenessMark;
  readonly realMs: number;
}

/** The course of one run inside the guest, seen from the ticks of its first process. */
export class GuestRun {
  private readonly stage: GuestStage;
  private readonly real = new RunClock();
  private readonly idleness: Idleness;
  private scenario: Scenario<GuestProgram>;
  private cores: Cores;
  private record = new PathRecord();
  private reason: EndReason | undefined;
  private cpuMs = 0;
  /** What to do with the file that the next tick brings. */
  private takeFile: ((bytes: Buffer) => void) | undefined;

  /** @param records whether the paths that the programs name are to be told at the end */
  constructor(
    private readonly settings: Settings,
    private readonly stacks: CopiedStacks,
    private readonly records: boolean,
  ) {
    this.cores = new Cores(stacks);
    const recording = records ? PathRecord.preparation : [];
    this.stage = new GuestStage(settings, [...beginningOf(settings), ...recording]);
    this.scenario = new Scenario(this.stage, settings);
    this.idleness = new Idleness(settings.limits.noProgressMs);
  }

  begin(): void {
    this.stage.begin();
    this.scenario = new Scenario(this.stage, this.settings);
    this.idleness.begin();
    this.forgetEnd();
    this.real.setTo(0);
  }

  hear(tick: Tick): GuestStep {
    if (tick.file !== undefined) this.takeFile?.(tick.file);
    this.takeFile = undefined;
    this.cpuMs = tick.cpuMs;
    const idleMs = this.idleness.after(tick);
    this.unlessRefused(() => {
      this.stage.hear(tick);
      return undefined;
    });
    const order = answerIn(tick, this.settings) ?? this.stage.nextOrder();
    if (order !== undefined) return { kind: 'order', order };
    this.unlessRefused(() => this.scenario.advance() ?? this.limit(tick) ?? this.stalled());
    if (this.reason !== undefined) return this.collect(tick, this.reason);
    const next =
      this.stage.nextOrder() ?? (this.stage.wantsOutput ? this.expectOutput() : undefined);
    return { kind: 'order', order: next ?? { kind: 'wait', microseconds: waitFor(idleMs) } };
  }

  /** Whether no fault is to happen now. */
  get isProbing(): boolean {
    return this.scenario.phase === 'untouched';
  }

  /** When a call of the SUT is decided: somebody will run. */
  stir(): void {
    this.idleness.begin();
  }

  /** What is known when the machine itself has come to an end. */
  endBy(reason: EndReason): Termination {
    return this.termination(reason, []);
  }

  mark(): GuestRunMark {
    return {
      stage: this.stage.mark(),
      scenario: this.scenario.mark(),
      idleness: this.idleness.mark(),
      realMs: this.real.now(),
    };
  }

  comeBackTo({ stage, scenario, idleness, realMs }: GuestRunMark): void {
    this.stage.comeBackTo(stage);
    this.scenario.comeBackTo(scenario);
    this.idleness.comeBackTo(idleness);
    this.forgetEnd();
    this.real.setTo(realMs);
  }

  private forgetEnd(): void {
    this.reason = undefined;
    this.takeFile = undefined;
    this.cores = new Cores(this.stacks);
    this.record = new PathRecord();
  }

  /** A program that lacks a file is what a record is made for: that run ends there. */
  private unlessRefused(ask: () => EndReason | undefined): void {
    try {
      this.reason ??= ask();
    } catch (error) {
      if (!this.records || !(error instanceof PeerNotReady || error instanceof ProgramRefused))
        throw error;
      this.reason = { kind: 'sut-ended' };
    }
  }

  private limit(tick: Tick): EndReason | undefined {
    return limitReached(this.settings.limits, tick, this.real.now());
  }

  private stalled(): EndReason | undefined {
    const waitedMs = this.stage.isSettled() ? this.idleness.stalledMs : undefined;
    return waitedMs === undefined ? undefined : this.scenario.ifStalled?.(waitedMs);
  }

  /** The run is over; what the programs have printed, and their cores, are still in the guest. */
  private collect(tick: Tick, reason: EndReason): GuestStep {
    const output = this.expectOutput();
    if (output !== undefined) return { kind: 'order', order: output };
    for (const source of [this.cores, ...(this.records ? [this.record] : [])]) {
      const order = source.nextRead(tick);
      if (order === undefined) continue;
      this.takeFile = (bytes) => source.take(bytes);
      return { kind: 'order', order };
    }
    return { kind: 'ended', termination: this.termination(reason, this.crashes()) };
  }

  private expectOutput(): Order | undefined {
    for (const program of this.stage.all) {
      const unread = program.unread();
      if (unread === undefined) continue;
      this.takeFile = (bytes) => program.noteTail(unread.stream, bytes);
      return { kind: 'read', path: unread.path, from: unread.from };
    }
    return undefined;
  }

  private crashes(): readonly Crash[] {
    return this.cores.crashes((session) =>
      this.stage.all.find(({ state }) => state.leader === session),
    );
  }

  private termination(reason: EndReason, crashes: readonly Crash[]): Termination {
    const programs = this.stage.all.filter(({ state }) => state.started);
    return {
      reason,
      programs: programs.map((program) => program.end()),
      crashes,
      waiting: [],
      wallMs: Math.round(this.stage.clock.now()),
      cpuMs: this.cpuMs,
      ...(this.records ? { namedPaths: this.record.paths() } : {}),
    };
  }
}

/** The longer nothing happens, the longer the next pause, in microseconds. */
function waitFor(idleMs: number): number {
  return Math.round(1000 * Math.min(1000, Math.max(1, idleMs / 2)));
}
