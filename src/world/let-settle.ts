import { nr } from '../abi/syscalls.js';
import { syscall } from '../kernel/ffi.js';
import type { Session } from '../tracer/session.js';
import type { TraceEvent } from '../tracer/trace-event.js';
import { settleMs } from './standing-threads.js';

/** Somebody did something just now: let all go on until the world rests again. */
export function letSettle(
  session: Session,
  world: { isQuiescent(): boolean },
  handle: (event: TraceEvent) => void,
): void {
  const until = performance.now() + settleMs;
  do {
    const event = session.next(0);
    if (typeof event === 'object') handle(event);
    else syscall(nr.sched_yield, 0, 0, 0);
  } while (!world.isQuiescent() && performance.now() < until);
}
