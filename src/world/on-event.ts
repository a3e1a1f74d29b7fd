import type { TraceEvent } from '../tracer/trace-event.js';
import type { CallStops } from './call-stops.js';
import type { ProgramSet } from './program-set.js';
import type { StandingThreads } from './standing-threads.js';
import type { TurningPoints } from './turning-points.js';

interface Listeners {
  readonly programs: ProgramSet;
  readonly stops: CallStops;
  readonly standing: StandingThreads;
  readonly turns: TurningPoints;
}

/** Tell an event of the tracer to whom it is about. */
export function onEvent(event: TraceEvent, { programs, stops, standing, turns }: Listeners): void {
  switch (event.kind) {
    case 'exec':
      turns.afterExec(event.thread);
      return;
    case 'call':
      if (stops.before(event.thread)) standing.standsBefore(event.thread);
      return;
    case 'return':
      if (stops.after(event.thread)) standing.standsAfter(event.thread);
      return;
    case 'signal':
      turns.onSignal(event.thread, event.signal);
      return;
    case 'thread-ended':
      standing.forget(event.thread.process, event.thread);
      return;
    case 'process-ended':
      programs.noteEnd(event.process, event.status);
      standing.forget(event.process);
  }
}
