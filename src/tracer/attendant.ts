import type { TraceEvent } from './trace-event.js';
import type { Thread } from './tracee.js';

/** Somebody who looks on while tracees run, and may hold them up in between: a debugger. */
export interface Attendant {
  /** Called before each event is waited for. */
  look(): void;
  /** A new thread is about to run. */
  greet(thread: Thread): void;
  /** @returns what is reported of an event; undefined: nothing, it has been dealt with */
  meet(event: TraceEvent): TraceEvent | undefined;
}
