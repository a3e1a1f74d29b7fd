import { signalName } from '../abi/signals.js';
import type { Crash, ExitStatus } from '../model/termination.js';
import type { Registers } from '../tracer/registers.js';
import type { Session } from '../tracer/session.js';
import type { StackReader } from '../tracer/stack-reader.js';
import type { Thread, TracedProcess } from '../tracer/tracee.js';
import { isCrash } from './crash-watch.js';
import { EdgeWatch, type LastCounts } from './edge-watch.js';
import type { Freezer } from './freezer.js';
import { endsProcess, isKeepable, keepEnded } from './kept-end.js';
import type { ProgramSet } from './program-set.js';

interface EndsParts {
  readonly session: Session;
  readonly stacks: StackReader;
  /** Whether programs that have ended are kept, so that they can come back. */
  readonly keepsEnded: boolean;
  readonly readsCounters: boolean;
}

export interface EndsMark {
  readonly crashes: readonly Crash[];
  /** What the counters of processes said that have ended. */
  readonly past: readonly LastCounts[] | undefined;
}

/** How processes come to their ends: what crashed, and whose end is only played. */
export class Ends {
  readonly edges: EdgeWatch | undefined;
  private seen: Crash[] = [];

  constructor(
    private readonly parts: EndsParts,
    readonly programs: ProgramSet,
    private readonly freezer: Freezer,
  ) {
    const ofSut = (): readonly TracedProcess[] => programs.processesOf(programs.sut);
    this.edges = parts.readsCounters ? new EdgeWatch(ofSut) : undefined;
  }

  get crashes(): readonly Crash[] {
    return this.seen;
  }

  clear(): void {
    this.seen = [];
    this.edges?.begin();
  }

  mark(): EndsMark {
    return { crashes: [...this.seen], past: this.edges?.mark() };
  }

  comeBackTo({ crashes, past }: EndsMark): void {
    this.seen = [...crashes];
    if (past !== undefined) this.edges?.comeBackTo(past);
  }

  beforeCall(thread: Thread, registers: Registers): void {
    this.edges?.beforeCall(thread, registers);
  }

  /** @returns whether the process has come to its end, which is played: the thread stays */
  bySignal(thread: Thread, signal: number): boolean {
    if (isCrash(thread, signal, this.programs.roleOf(thread.process)))
      this.seen.push(this.crashOf(thread, signal));
    this.edges?.beforeSignal(thread, signal);
    const status: ExitStatus = { kind: 'signaled', signal: signalName(signal) };
    return endsProcess(thread, signal) && this.play(thread, status);
  }

  /** Keep the process that is about to end, where ends are kept. @returns whether it is */
  play(thread: Thread, status: ExitStatus): boolean {
    const { process } = thread;
    const { keepsEnded, session } = this.parts;
    if (!keepsEnded || this.programs.programOf(process).process !== process) return false;
    if (!isKeepable(session, process) || !keepEnded(session, this.freezer, thread)) return false;
    this.programs.noteEnd(process, status);
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
}
