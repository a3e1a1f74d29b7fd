import { kill } from '../kernel/ffi.js';
import { signalNumber } from '../abi/signals.js';
import type { Settings } from '../model/settings.js';
import type { ExitStatus, RoleKind } from '../model/termination.js';
import { present } from '../support/assert.js';
import type { Session } from '../tracer/session.js';
import type { Thread, TracedProcess } from '../tracer/tracee.js';
import type { Enclosure } from './enclosure.js';
import { launch } from './launcher.js';
import { PeerNotReady, ProgramRefused } from './program-failure.js';
import { ProgramRun, type ProgramMark } from './program-run.js';
import { isQuiescent } from './quiescence.js';
import { readinessOf } from './readiness.js';
import type { RunClock } from './run-clock.js';
import { footprintOf } from './leaks/footprint-of.js';
import { LeakWatch, type LeakMark } from './leaks/leak-watch.js';
import type { Stage } from './stage.js';
import { Vigil, type VigilMark } from './vigil.js';
import type { WatchedCalls } from './watched-calls.js';

export interface ProgramSetMark {
  readonly programs: ReadonlyMap<ProgramRun, ProgramMark>;
  readonly leaks: LeakMark;
  readonly vigil: VigilMark | undefined;
}

/** The programs of a world and their processes: who is who. */
export class ProgramSet implements Stage<ProgramRun>, Disposable {
  readonly peers: readonly ProgramRun[];
  readonly sut: ProgramRun;
  readonly drivers: readonly ProgramRun[];
  readonly probes: readonly ProgramRun[];
  readonly leaks: LeakWatch;
  readonly vigil: Vigil;
  private readonly byName: ReadonlyMap<string, ProgramRun>;

  constructor(
    private readonly session: Session,
    private readonly enclosure: Enclosure,
    private readonly settings: Settings,
    private readonly watchedCalls: () => WatchedCalls,
    private readonly onStart: (thread: Thread) => void,
    readonly clock: RunClock,
  ) {
    const run = (program: Settings['sut']): ProgramRun => new ProgramRun(program, enclosure.init);
    this.peers = settings.peers.map(run);
    this.sut = run(settings.sut);
    this.drivers = settings.drivers.map(run);
    this.probes = settings.probes.map(run);
    this.vigil = new Vigil(settings.limits.virtualMs);
    this.leaks = new LeakWatch(
      () => footprintOf(this.processesOf(this.sut)),
      () => clock.now(),
      settings.limits.wallMs,
    );
    clock.isOf(this);
    this.byName = new Map(this.all().map((program) => [program.settings.name, program]));
  }

  all(): readonly ProgramRun[] {
    return [...this.peers, this.sut, ...this.drivers, ...this.probes];
  }

  started(): readonly ProgramRun[] {
    return this.all().filter((program) => program.process !== undefined);
  }

  /** All processes of the world's programs, wherever they descend from. */
  processes(): readonly TracedProcess[] {
    return this.existing().filter(({ ended }) => !ended);
  }

  /** Those too that are kept although they have ended. */
  existing(): readonly TracedProcess[] {
    return [...this.session.processes.values()].filter(({ lineage }) => this.byName.has(lineage));
  }

  processesOf(program: ProgramRun): readonly TracedProcess[] {
    const { name } = program.settings;
    return this.processes().filter(({ lineage }) => lineage === name);
  }

  /** The processes of those whose end the run waits for. */
  awaited(): readonly TracedProcess[] {
    const clients = [...this.drivers, ...this.probes];
    const programs = clients.length === 0 ? [this.sut] : clients;
    return programs.flatMap((program) => this.processesOf(program));
  }

  programOf(process: TracedProcess): ProgramRun {
    return present(this.byName.get(process.lineage), 'a process of no program');
  }

  roleOf(process: TracedProcess): RoleKind {
    return this.programOf(process).settings.role;
  }

  /** Whether a process belongs to a program at all, and not to the world's own machinery. */
  knows(process: TracedProcess): boolean {
    return this.byName.has(process.lineage);
  }

  /** Whether it is the one that a program of this name was started as. */
  isFirst(process: TracedProcess, name: string): boolean {
    return this.byName.get(name)?.process === process;
  }

  start(program: ProgramRun): () => boolean {
    const { sut, others } = this.watchedCalls();
    const watched = program.settings.role === 'sut' ? sut : others;
    const { stdout, stderr } = program;
    const { time } = this.settings;
    const request = { program: program.settings, stdout, stderr, watched, time };
    const ready = readinessOf(program, this.clock, () => this.processesOf(program));
    const thread = launch(this.enclosure, request);
    if ('errno' in thread) throw new ProgramRefused(program.settings.name, thread);
    program.process = thread.process;
    this.onStart(thread);
    return ready;
  }

  startAgain(program: ProgramRun): void {
    program.beginAgain();
    this.start(program);
  }

  orFail(program: ProgramRun, ready: () => boolean): () => boolean {
    const { readyMs } = this.settings.limits;
    const isOver = this.clock.after(readyMs);
    return () => {
      if (program.status !== undefined) throw notReady(program, 'ended before it was ready');
      if (ready()) return true;
      if (!isOver()) return false;
      throw notReady(program, `was not ready after ${String(readyMs)} ms`);
    };
  }

  isQuiescent(): boolean {
    // Who has asked for a name goes on with the answer.
    return isQuiescent(this.processes()) && this.enclosure.resolver?.serve() !== true;
  }

  isRunnable(): boolean {
    return this.threads().some(({ state, files }) => state === 'running' && files.isRunnable);
  }

  /** How long the processors have worked for the threads that there are. */
  ranMs(): number {
    return this.threads().reduce((sum, thread) => sum + thread.files.ranMs, 0);
  }

  isSettled(): boolean {
    return this.threads().every(({ state }) => state !== 'stopped') && this.isQuiescent();
  }

  private threads(): readonly Thread[] {
    return this.processes().flatMap((process) => [...process.threads.values()]);
  }

  signalSut(signal: string): void {
    const process = this.sut.process;
    if (process !== undefined) kill(process.pid, signalNumber(signal));
  }

  noteEnd(process: TracedProcess, status: ExitStatus): void {
    const program = this.byName.get(process.lineage);
    if (program?.process === process) program.status = status;
  }

  mark(): ProgramSetMark {
    const programs = new Map(this.all().map((program) => [program, program.mark()]));
    return { programs, leaks: this.leaks.mark(), vigil: this.vigil.mark() };
  }

  comeBackTo({ programs, leaks, vigil }: ProgramSetMark): void {
    this.leaks.comeBackTo(leaks);
    this.vigil.comeBackTo(vigil);
    for (const [program, then] of programs) program.comeBackTo(then);
  }

  begin(): void {
    this.clock.setTo(0);
    this.leaks.begin();
    this.vigil.begin();
    for (const program of this.all()) program.begin();
  }

  [Symbol.dispose](): void {
    for (const program of this.all()) program[Symbol.dispose]();
  }
}

function notReady(program: ProgramRun, why: string): PeerNotReady {
  return new PeerNotReady(program.settings.name, why, program.tails());
}
