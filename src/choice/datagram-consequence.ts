import type { Consequence, NetworkEvent } from '../model/consequence.js';
import type { Outcome } from '../model/outcome.js';
import type { CallFacts } from './detector.js';

type Subject = Pick<CallFacts, 'call' | 'movable' | 'socket' | 'messageBytes'>;

const receiving: readonly string[] = ['receive', 'receive-many'];
const sending: readonly string[] = ['send', 'send-many'];

/** What an outcome means for a socket of UDP; undefined where it is as for any other. */
export function datagramConsequence(outcome: Outcome, subject: Subject): Consequence | undefined {
  const { socket, call } = subject;
  if (socket.type !== 'dgram' || socket.family === 'unix') return undefined;
  if (receiving.includes(call.group)) return whenReceiving(outcome, subject);
  return sending.includes(call.group) ? whenSending(outcome, subject) : undefined;
}

function whenReceiving(outcome: Outcome, { socket }: Subject): Consequence | undefined {
  switch (outcome.kind) {
    case 'ok':
      return isNameServer(socket.peer) ? first({ event: 'repeat-answer' }) : undefined;
    case 'drop':
    case 'duplicate':
    case 'reorder':
      return first({ event: outcome.kind });
    case 'dns':
      return first({ event: 'rewrite-answer', as: outcome.failure });
    case 'errno':
      return outcome.errno === 'ECONNREFUSED' ? refused : undefined;
    default:
      return undefined;
  }
}

function whenSending(outcome: Outcome, { movable, messageBytes }: Subject): Consequence | undefined {
  if (outcome.kind === 'duplicate')
    return { before: [], change: { call: 'run' }, after: [{ event: 'send-again' }] };
  if (outcome.kind !== 'drop') return undefined;
  const lengths = messageBytes === undefined ? {} : { lengths: messageBytes };
  return { before: [], change: { call: 'answer', result: movable, ...lengths }, after: [] };
}

function first(event: NetworkEvent): Consequence {
  return { before: [event], change: { call: 'run' }, after: [] };
}

/**
 * Nobody was there when it was sent, so no reply can wait. The kernel reports that before anything
 * that does, once (net/ipv4/udp.c, sock_error), and all is as it was.
 */
const refused: Consequence = {
  before: [{ event: 'discard', keep: 0 }],
  change: { call: 'fail', errno: 'ECONNREFUSED' },
  after: [],
};

function isNameServer(peer: string | undefined): boolean {
  return peer?.endsWith(':53') === true;
}
