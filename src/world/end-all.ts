import { kill } from '../kernel/ffi.js';
import type { Session } from '../tracer/session.js';
import type { ProgramSet } from './program-set.js';

const tickMs = 2;

/** End every process of a world's programs, and wait until all have ended. */
export function endAll(session: Session, programs: ProgramSet): void {
  for (let left = programs.existing(); left.length > 0; left = programs.existing()) {
    for (const { pid } of left) kill(pid, 9);
    session.killUnclaimed();
    const event = session.next(tickMs);
    if (typeof event === 'object' && event.kind === 'process-ended')
      programs.noteEnd(event.process, event.status);
  }
}
