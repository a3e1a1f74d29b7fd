import type { Consequence, NetworkEvent } from '../model/consequence.js';
import type { Outcome } from '../model/outcome.js';
import { acceptConsequence } from './accept-consequence.js';
import { bareConsequence } from './bare-consequence.js';
import { connectConsequence } from './connect-consequence.js';
import { shortCount, type Subject } from './subject.js';
import { transferError } from './transfer-error.js';

const reset: NetworkEvent = { event: 'reset' };
const fewMs = 1000;

/** What happens to a connection of TCP, or to a listener. */
export function tcpConsequence(outcome: Outcome, subject: Subject): Consequence {
  const run = { before: [], change: { call: 'run' }, after: [] } as const;
  switch (outcome.kind) {
    case 'eof':
      return { ...run, before: [{ event: 'discard', keep: 0 }, { event: 'close' }] };
    case 'reset-after':
      return { ...run, before: [{ event: 'discard', keep: outcome.bytes }, reset] };
    case 'dead':
      return { ...run, after: [reset] };
    case 'lost':
      return { before: [], change: { call: 'answer', result: subject.movable }, after: [reset] };
    case 'silence':
      return { ...run, before: [{ event: 'discard', keep: 0 }], delay: { forEver: true } };
    case 'delay':
      return { ...run, delay: { pastNextTimer: true, ms: fewMs } };
    case 'short':
      return {
        before: [],
        change: { call: 'limit', count: shortCount(outcome.keep, subject) },
        // What is left comes, or fits, a little later: that is news.
        after: [{ event: 'notify' }],
      };
    case 'errno':
      return errorOf(outcome.errno, subject);
    case 'so_error':
      if (subject.call.group === 'connect') return connectConsequence(outcome, subject);
      return {
        before: [reset, { event: 'clear-error' }],
        change: { call: 'report', errno: outcome.errno },
        after: [],
      };
    default:
      return bareConsequence(outcome, subject);
  }
}

function errorOf(errno: string, subject: Subject): Consequence {
  const { group } = subject.call;
  switch (group) {
    case 'accept':
      return acceptConsequence(errno);
    case 'connect':
      return connectConsequence({ kind: 'errno', errno }, subject);
    case 'shutdown':
    case 'peer-name':
      return { before: [reset], change: { call: 'run' }, after: [] };
    case 'receive':
    case 'receive-many':
      return transferError(errno, subject, [{ event: 'discard', keep: 0 }]);
    case 'send':
    case 'send-many':
    case 'move':
      return transferError(errno, subject, []);
    default:
      return bareConsequence({ kind: 'errno', errno }, subject);
  }
}
