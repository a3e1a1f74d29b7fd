import type { ExitStatus } from '../model/termination.js';
import type { Thread, TracedProcess } from './tracee.js';

/** What a session reports; in all but the last two the thread is stopped. */
export type TraceEvent =
  | { readonly kind: 'exec'; readonly thread: Thread }
  /** A watched call is about to be made. */
  | { readonly kind: 'call'; readonly thread: Thread }
  /** The call that was let run with `syscall` has returned. */
  | { readonly kind: 'return'; readonly thread: Thread }
  /** A signal is about to be delivered; resuming with 0 suppresses it. */
  | { readonly kind: 'signal'; readonly thread: Thread; readonly signal: number }
  | { readonly kind: 'thread-ended'; readonly thread: Thread }
  | {
      readonly kind: 'process-ended';
      readonly process: TracedProcess;
      readonly status: ExitStatus;
    };
