import type { Consequence } from '../model/consequence.js';
import type { Outcome } from '../model/outcome.js';
import { asItIs, just, shortCount, type Subject } from './subject.js';

/** Only the call's result is another one: the world knows nothing of it (paper, 3.1). */
export function bareConsequence(outcome: Outcome, subject: Subject): Consequence {
  switch (outcome.kind) {
    case 'eof':
      return just({ call: 'answer', result: 0 });
    case 'errno':
      return just({ call: 'fail', errno: outcome.errno });
    case 'so_error':
      return just({ call: 'report', errno: outcome.errno });
    case 'short':
      return just({ call: 'limit', count: shortCount(outcome.keep, subject) });
    default:
      return asItIs;
  }
}
