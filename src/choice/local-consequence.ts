import type { Consequence } from '../model/consequence.js';
import type { Outcome } from '../model/outcome.js';
import { acceptConsequence } from './accept-consequence.js';
import { bareConsequence } from './bare-consequence.js';
import type { Subject } from './subject.js';

/** What happens to a socket of AF_UNIX: there is nothing between its ends that could fail. */
export function localConsequence(outcome: Outcome, subject: Subject): Consequence {
  const { group } = subject.call;
  if (outcome.kind === 'eof')
    return {
      before: [{ event: 'discard', keep: 0 }, { event: 'close' }],
      change: { call: 'run' },
      after: [],
    };
  if (outcome.kind !== 'errno') return bareConsequence(outcome, subject);
  if (group === 'accept') return acceptConsequence(outcome.errno);
  if (!endings.has(outcome.errno)) return bareConsequence(outcome, subject);
  const receives = group === 'receive' || group === 'receive-many';
  return {
    before: receives ? [{ event: 'discard', keep: 0 }, { event: 'close' }] : [{ event: 'close' }],
    change: { call: 'fail', errno: outcome.errno },
    after: [],
  };
}

/** The other end was closed; ECONNRESET where it left something unread. */
const endings = new Set(['EPIPE', 'ECONNRESET']);
