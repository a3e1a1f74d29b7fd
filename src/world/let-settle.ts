import { nr } from '../abi/syscalls.js';
import { syscall } from '../kernel/ffi.js';
import type { Session } from '../tracer/session.js';
import type { Thread } from '../tracer/tracee.js';
import type { TraceEvent } from '../tracer/trace-event.js';
import type { Freezer } from './freezer.js';
import type { ProgramSet } from './program-set.js';
import { settleMs } from './standing-threads.js';

const freezeTries = 8; // of a world in which somebody has just done something

/**
 * @param mustRest whether it may not be one of those that never rest, and are given no more time
 * @returns the threads that were stopped; undefined when the world does not rest
 */
export function tryToFreeze(
  freezer: Freezer,
  world: Pick<ProgramSet, 'processes' | 'isQuiescent'>,
  settle: () => void,
  mustRest: boolean,
): readonly Thread[] | undefined {
  if (mustRest && !world.isQuiescent()) return undefined;
  for (let tries = 1; ; tries++) {
    const frozen = freezer.freeze(world.processes());
    if (frozen !== undefined || tries === freezeTries) return frozen;
    settle();
  }
}

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
