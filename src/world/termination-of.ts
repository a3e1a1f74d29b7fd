import type { EndReason, Termination } from '../model/termination.js';
import type { Session } from '../tracer/session.js';
import type { StackReader } from '../tracer/stack-reader.js';
import type { CallRecorder } from './call-recorder.js';
import type { Ends } from './ends.js';
import { waitingThreads } from './waiting-threads.js';
import type { Watchdog } from './watchdog.js';

interface RunSoFar {
  readonly session: Session;
  readonly stacks: StackReader;
  readonly watchdog: Watchdog;
  readonly ends: Ends;
  readonly recorder?: CallRecorder | undefined;
}

/** What is known of a run that has come to its end. */
export function terminationOf(reason: EndReason, run: RunSoFar): Termination {
  const { session, stacks, watchdog, ends, recorder } = run;
  const { programs } = ends;
  const hung = !['sut-ended', 'stopped', 'joined'].includes(reason.kind);
  const sut = programs.processesOf(programs.sut);
  const cpuMs = watchdog.cpuMs();
  const rounds = programs.leaks.rounds();
  recorder?.ended(programs.started());
  return {
    reason,
    programs: programs.started().map((program) => program.end()),
    crashes: ends.crashes,
    waiting: hung ? waitingThreads(session, sut, stacks) : [],
    wallMs: Math.round(watchdog.wallMs),
    cpuMs,
    ...(rounds === undefined ? {} : { rounds }),
    ...(ends.edges === undefined ? {} : { edges: ends.edges.edges() }),
  };
}
