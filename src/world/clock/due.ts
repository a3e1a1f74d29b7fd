import type { Thread } from '../../tracer/tracee.js';

/** What the world's clock has to bring about. */
export interface Due {
  readonly due: bigint;
  readonly thread: Thread;
  /** The clock has come there. */
  readonly fire: () => void;
}
