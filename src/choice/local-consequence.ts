import type { Consequence, NetworkEvent } from '../model/consequence.js';
import type { Outcome } from '../model/outcome.js';
import { acceptConsequence } from './accept-consequence.js';
import { bareConsequence } from './bare-consequence.js';
import { asItIs, fewMs, type Subject } from './subject.js';
import { notYet } from './transfer-error.js';

const discard: NetworkEvent = { event: 'discard', keep: 0 };
const clearError: NetworkEvent = { event: 'clear-error' };
const close: NetworkEvent = { event: 'close' };
/** The other end was closed; ECONNRESET where it left something unread. */
const endings = new Set(['EPIPE', 'ECONNRESET']);

/** What happens to a socket of AF_UNIX: there is nothing between its ends that could fail. */
export function localConsequence(outcome: Outcome, subject: Subject): Consequence {
  const bare = bareConsequence(outcome, subject);
  const { group } = subject.call;
  switch (outcome.kind) {
    case 'eof':
      return { before: [discard, close, clearError], change: { call: 'run' }, after: [] };
    case 'short':
      return { ...bare, after: [{ event: 'notify' }] };
    case 'errno':
      if (group === 'accept') return acceptConsequence(outcome.errno);
      if (outcome.errno === 'EAGAIN' && group !== 'connect') return notYet(subject);
      if (!endings.has(outcome.errno)) return bare;
      return { ...bare, before: group.startsWith('receive') ? [discard, close] : [close] };
    case 'delay':
      return { ...asItIs, delay: { pastNextTimer: true, ms: fewMs } };
    default:
      return bare;
  }
}
