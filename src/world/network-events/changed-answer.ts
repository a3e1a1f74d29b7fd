import type { DnsFailure, NetworkEvent } from '../../model/consequence.js';
import { flag, readMessage, type DnsMessage } from '../dns/message.js';
import { rewritten } from '../dns/rewrite.js';
import type { FailedNames } from './failed-names.js';

type AnswerEvent = NetworkEvent & { readonly event: 'rewrite-answer' | 'repeat-answer' };

interface ChangedAnswer {
  readonly as: DnsFailure;
  readonly data: Buffer;
}

/** What a datagram says instead; undefined where it is left, or is no answer of a name server. */
export function changedAnswer(
  datagram: Buffer,
  event: AnswerEvent,
  names: FailedNames,
): ChangedAnswer | undefined {
  const answer = answerIn(datagram);
  const as = answer && failureOf(answer, event, names);
  return answer && as && { as, data: rewritten(answer, as) };
}

/** Of its own, or that of the other answer to the same name. */
function failureOf(
  { question }: DnsMessage,
  event: AnswerEvent,
  names: FailedNames,
): DnsFailure | undefined {
  if (event.event === 'repeat-answer') return names.next(question);
  names.fail(question, event.as);
  return event.as;
}

function answerIn(datagram: Buffer): DnsMessage | undefined {
  const message = readMessage(datagram);
  const isAnswer = message !== undefined && (message.flags & flag.response) !== 0;
  return isAnswer ? message : undefined;
}
