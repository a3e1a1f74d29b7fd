import type { Consequence, CallChange } from '../model/consequence.js';
import type { Outcome } from '../model/outcome.js';
import { datagramConsequence } from './datagram-consequence.js';
import type { CallFacts } from './detector.js';

type Subject = Pick<CallFacts, 'call' | 'movable' | 'socket' | 'messageBytes'>;

/**
 * How an outcome is brought about at a call that has not run yet.
 * @param bare only the call's result is overwritten
 */
export function consequenceOf(outcome: Outcome, subject: Subject, bare: boolean): Consequence {
  const ofDatagrams = bare ? undefined : datagramConsequence(outcome, subject);
  return ofDatagrams ?? { before: [], change: bareChange(outcome, subject), after: [] };
}

function bareChange(outcome: Outcome, { movable }: Subject): CallChange {
  switch (outcome.kind) {
    case 'eof':
      return { call: 'answer', result: 0 };
    case 'errno':
      return { call: 'fail', errno: outcome.errno };
    case 'so_error':
      return { call: 'report', errno: outcome.errno };
    case 'short':
      return { call: 'limit', count: outcome.keep === '1' ? 1 : movable - 1 };
    default:
      return { call: 'run' };
  }
}
