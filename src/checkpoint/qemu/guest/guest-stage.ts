import type { Settings } from '../../../model/settings.js';
import { PeerNotReady, ProgramRefused } from '../../../world/program-failure.js';
import type { Stage } from '../../../world/stage.js';
import { GuestProgram } from './guest-program.js';
import type { Order } from './reply.js';
import { startWords } from './start-words.js';
import type { Tick } from './tick.js';

/** Without a port of its own, a program that has waited this long has started. */
const silentMs = 300;

/** What a stage has to come back to. */
export interface StageMark {
  readonly tick: Tick | undefined;
  readonly startedAtMs: number;
  readonly states: readonly GuestProgram['state'][];
}

/** The programs inside the guest, known by what its first process tells, moved by its orders. */
export class GuestStage implements Stage<GuestProgram> {
  readonly peers: readonly GuestProgram[];
  readonly sut: GuestProgram;
  readonly drivers: readonly GuestProgram[];
  readonly probes: readonly GuestProgram[];
  readonly all: readonly GuestProgram[];
  readonly clock = {
    now: (): number => (this.tick?.timeMs ?? 0) - this.startedAtMs,
    after: (delayMs: number): (() => boolean) => {
      const until = this.clock.now() + delayMs;
      return () => this.clock.now() >= until;
    },
  };
  private readonly orders: Order[] = [];
  private tick: Tick | undefined;
  private startedAtMs = 0;
  /** Whether somebody waits for what a program prints. */
  wantsOutput = false;

  constructor(
    private readonly settings: Settings,
    /** What init is told before everything else. */
    private readonly preparation: readonly Order[],
  ) {
    const { peers, sut, drivers, probes } = settings;
    const programs = [...peers, sut, ...drivers, ...probes];
    this.all = programs.map((program, index) => new GuestProgram(program, index));
    const ofRole = (role: string): GuestProgram[] =>
      this.all.filter((program) => program.settings.role === role);
    this.peers = ofRole('peer');
    this.drivers = ofRole('driver');
    this.probes = ofRole('probe');
    this.sut = ofRole('sut')[0] ?? new GuestProgram(settings.sut, programs.length);
  }

  begin(): void {
    for (const program of this.all) program.begin();
    this.orders.splice(0, Infinity, ...this.preparation);
    this.wantsOutput = false;
    this.tick = undefined;
  }

  /** @throws ProgramRefused */
  hear(tick: Tick): void {
    if (this.tick === undefined) this.startedAtMs = tick.timeMs;
    this.tick = tick;
    this.wantsOutput = false;
    for (const program of this.all) noteStatus(program, tick);
  }

  nextOrder(): Order | undefined {
    return this.orders.shift();
  }

  start(program: GuestProgram): () => boolean {
    const before = this.tick?.listening ?? new Set();
    const startedAt = this.clock.now();
    this.orders.push({
      kind: 'start',
      program: program.index,
      words: startWords(program.settings),
    });
    program.note({ started: true });
    const { ready } = program.settings;
    const elapsed = (): number => this.clock.now() - startedAt;
    const ports = (): number[] => [...(this.tick?.listening ?? [])].filter((p) => !before.has(p));
    switch (ready.kind) {
      case 'port':
        return () => this.tick?.listening.has(ready.port) === true;
      case 'line':
        return () => new RegExp(ready.pattern, 'm').test(this.outputOf(program));
      case 'delay':
        return () => elapsed() >= ready.delayMs;
      case 'auto':
        return () => this.isQuiet() && (ports().length > 0 || elapsed() >= silentMs);
    }
  }

  orFail(program: GuestProgram, ready: () => boolean): () => boolean {
    const { readyMs } = this.settings.limits;
    const until = this.clock.now() + readyMs;
    const fail = (why: string): never => {
      throw new PeerNotReady(program.settings.name, why, program.outputs());
    };
    return () => {
      if (program.status !== undefined)
        return this.hasRead(program) && fail('ended before it was ready');
      if (ready()) return true;
      return (
        this.clock.now() >= until &&
        this.hasRead(program) &&
        fail(`was not ready after ${String(readyMs)} ms`)
      );
    };
  }

  /** The latest tick is of after the latest order. */
  isSettled(): boolean {
    return this.isQuiet() && this.tick?.standing === false;
  }

  private isQuiet(): boolean {
    return this.orders.length === 0 && this.tick?.quiet === true;
  }

  signalSut(signal: string): void {
    this.orders.push({ kind: 'signal', program: this.sut.index, signal });
  }

  mark(): StageMark {
    const { tick, startedAtMs } = this;
    return { tick, startedAtMs, states: this.all.map(({ state }) => state) };
  }

  comeBackTo({ tick, startedAtMs, states }: StageMark): void {
    this.tick = tick;
    this.startedAtMs = startedAtMs;
    this.orders.length = 0;
    this.all.forEach((program, i) => (program.state = states[i] ?? program.state));
  }

  /** Why a program has failed stands in its output, as a rule. */
  private hasRead(program: GuestProgram): boolean {
    this.wantsOutput = program.unread() !== undefined;
    return !this.wantsOutput;
  }

  /** Answers by what is known already, and asks for what is not. */
  private outputOf(program: GuestProgram): string {
    this.wantsOutput = true;
    const { stdout, stderr } = program.outputs();
    return `${stdout}\n${stderr}`;
  }
}

function noteStatus(program: GuestProgram, tick: Tick): void {
  const { index, settings } = program;
  const status = tick.programs.get(index);
  if (status?.kind === 'refused') throw new ProgramRefused(settings.name, status);
  program.note({
    status: status === undefined || status.kind === 'running' ? undefined : status,
    leader: tick.leaders.get(index),
    sizes: tick.outputs.get(index) ?? [0, 0],
  });
}
