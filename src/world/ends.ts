import { signalName } from '../abi/signals.js';
import type { Crash, ExitStatus } from '../model/termination.js';
import type { Session } from '../tracer/session.js';
import type { StackReader } from '../tracer/stack-reader.js';
import type { Thread } from '../tracer/tracee.js';
import { isCrash } from './crash-watch.js';
import type { Freezer } from './freezer.js';
import { endsProcess, isKeepable, keepEnded } from './kept-end.js';
import type { ProgramSet } from './program-set.js';

interface EndsParts {
  readonly session: Session;
  readonly stacks: StackReader;
  /** Whether programs that have ended are kept, so that they can come back. */
  readonly keepsEnded: boolean;
}

/** How processes come to their ends: what crashed, and whose end is only played. */
export class Ends {
  private seen: Crash[] = [];

  constructor(
    private readonly parts: EndsParts,
    private readonly programs: ProgramSet,
    private readonly freezer: Freezer,
  ) {}

  get crashes(): readonly Crash[] {
    return this.seen;
  }

  setCrashes(crashes: readonly Crash[]): void {
    this.seen = [...crashes];
  }

  /** @returns whether the process has come to its end, which is played: the thread stays */
  bySignal(thread: Thread, signal: number): boolean {
    if (isCrash(thread, signal, this.programs.roleOf(thread.process)))
      this.seen.push(this.crashOf(thread, signal));
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
