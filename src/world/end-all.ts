import { kill } from '../kernel/ffi.js';
import type { Session } from '../tracer/session.js';
import type { ProgramSet } from './program-set.js';

const tickMs = 2;
const flushMs = 10;

/**
 * End every process of a world's programs, and wait until all have ended.
 *
 * A parent's end is told before the kernel lets go of that one's dead children: at the end of
 * exit_notify() it flushes what /proc knew of each (release_task()), and only then are their
 * numbers free. Nothing shows when that is done, and the next run is to have the same numbers: it
 * gets some time.
 */
export function endAll(session: Session, programs: ProgramSet): void {
  const hasFamilies = programs.existing().some(({ isParent }) => isParent);
  for (let left = programs.existing(); left.length > 0; left = programs.existing()) {
    for (const { pid } of left) kill(pid, 9);
    session.killUnclaimed();
    const event = session.next(tickMs);
    if (typeof event === 'object' && event.kind === 'process-ended')
      programs.noteEnd(event.process, event.status);
  }
  if (hasFamilies) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, flushMs);
}
