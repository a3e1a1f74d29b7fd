import type { Crash, EndReason, Termination } from '../model/termination.js';
import type { Session } from '../tracer/session.js';
import type { StackReader } from '../tracer/stack-reader.js';
import type { ProgramSet } from './program-set.js';
import { waitingThreads } from './waiting-threads.js';
import type { Watchdog } from './watchdog.js';

interface RunSoFar {
  readonly session: Session;
  readonly stacks: StackReader;
  readonly programs: ProgramSet;
  readonly watchdog: Watchdog;
  readonly crashes: readonly Crash[];
}

/** What is known of a run that has come to its end. */
export function terminationOf(reason: EndReason, run: RunSoFar): Termination {
  const { session, stacks, programs, watchdog, crashes } = run;
  const hung = !['sut-ended', 'stopped', 'joined'].includes(reason.kind);
  const sut = programs.processesOf(programs.sut);
  const cpuMs = watchdog.cpuMs();
  return {
    reason,
    programs: programs.started().map((program) => program.end()),
    crashes,
    waiting: hung ? waitingThreads(session, sut, stacks) : [],
    wallMs: Math.round(watchdog.wallMs),
    cpuMs,
  };
}
