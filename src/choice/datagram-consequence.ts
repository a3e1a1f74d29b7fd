import type { Consequence, NetworkEvent } from '../model/consequence.js';
import type { Outcome } from '../model/outcome.js';
import { bareConsequence } from './bare-consequence.js';
import { asItIs, fewMs, just, type Subject } from './subject.js';
import { notYet } from './transfer-error.js';

const receiving: readonly string[] = ['receive', 'receive-many'];
const sending: readonly string[] = ['send', 'send-many'];
const lost: NetworkEvent = { event: 'discard', keep: 0 };

/** What happens to datagrams, and to the sockets that they are sent from and to. */
export function datagramConsequence(outcome: Outcome, subject: Subject): Consequence {
  const { group } = subject.call;
  const givesUp = outcome.kind === 'errno' && outcome.errno === 'EAGAIN';
  if (givesUp && !subject.socket.nonBlocking) return notYet(subject);
  if (receiving.includes(group)) return whenReceiving(outcome, subject);
  return sending.includes(group)
    ? whenSending(outcome, subject)
    : bareConsequence(outcome, subject);
}

function whenReceiving(outcome: Outcome, subject: Subject): Consequence {
  switch (outcome.kind) {
    case 'ok':
      return isNameServer(subject.socket.peer) ? first({ event: 'repeat-answer' }) : asItIs;
    case 'drop':
    case 'duplicate':
    case 'reorder':
      return first({ event: outcome.kind });
    case 'dns':
      return first({ event: 'rewrite-answer', as: outcome.failure });
    case 'silence':
      return { ...first(lost), delay: { forEver: true } };
    case 'delay':
      return { ...asItIs, delay: { pastNextTimer: true, ms: fewMs } };
    case 'errno':
      return refused(outcome.errno) ?? bareConsequence(outcome, subject);
    default:
      return bareConsequence(outcome, subject);
  }
}

/**
 * Nobody was there when it was sent, so no reply can wait. The kernel reports that once, and
 * before anything that does wait (sock_error in net/ipv4/udp.c); then all is as it was.
 */
function refused(errno: string): Consequence | undefined {
  if (errno !== 'ECONNREFUSED') return undefined;
  return { before: [lost], change: { call: 'fail', errno }, after: [] };
}

function whenSending(outcome: Outcome, subject: Subject): Consequence {
  const { movable, messageBytes } = subject;
  if (outcome.kind === 'duplicate') return { ...asItIs, after: [{ event: 'send-again' }] };
  if (outcome.kind !== 'drop') return bareConsequence(outcome, subject);
  const lengths = messageBytes === undefined ? {} : { lengths: messageBytes };
  return just({ call: 'answer', result: movable, ...lengths });
}

function first(event: NetworkEvent): Consequence {
  return { ...asItIs, before: [event] };
}

function isNameServer(peer: string | undefined): boolean {
  return peer?.endsWith(':53') === true;
}
