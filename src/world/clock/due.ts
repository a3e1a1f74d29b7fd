import type { Thread } from '../../tracer/tracee.js';

/** What the world's clock has to bring about. */
export interface Due {
  readonly due: bigint;
  readonly thread: Thread;
  /** The clock has come there. */
  readonly fire: () => void;
}

/** Of several at once it is always the same that goes first. */
export function isBefore(one: Omit<Due, 'fire'>, other: Omit<Due, 'fire'>): boolean {
  if (one.due !== other.due) return one.due < other.due;
  const [a, b] = [one.thread, other.thread];
  return a.process.index - b.process.index < 0 || (a.process === b.process && a.index < b.index);
}
