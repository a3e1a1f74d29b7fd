import type { Consequence } from '../model/consequence.js';
import type { CallFacts } from './detector.js';

/** What has to be known of a call to bring about an outcome at it. */
export type Subject = Pick<CallFacts, 'call' | 'movable' | 'socket' | 'messageBytes' | 'wait'>;

/** A call with nothing around it. */
export function just(change: Consequence['change']): Consequence {
  return { before: [], change, after: [] };
}

export const asItIs = just({ call: 'run' });

/** How many bytes, or messages, a short call moves. */
export function shortCount(keep: '1' | 'all-but-1', { movable }: Subject): number {
  return keep === '1' ? 1 : Math.max(1, movable - 1);
}

/** How long an answer is late for a program without a timer. */
export const fewMs = 1000;
