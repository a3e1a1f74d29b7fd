import type { Consequence } from '../model/consequence.js';
import type { Outcome } from '../model/outcome.js';
import { bareConsequence } from './bare-consequence.js';
import { just, type Subject } from './subject.js';

/** Six questions, each waited for twice as long as the one before (tcp(7), tcp_syn_retries). */
const unansweredMs = 127_000;

/** A connection does not come about. For errors of routes Linux changes nothing of the socket. */
export function connectConsequence(
  outcome: Outcome & { kind: 'errno' | 'so_error' },
  subject: Subject,
): Consequence {
  const { kind, errno } = outcome;
  if (kind === 'so_error' || errno === 'ECONNREFUSED') return just({ call: 'redirect' });
  const failure = bareConsequence(outcome, subject);
  return errno === 'ETIMEDOUT' ? { ...failure, delay: { ms: unansweredMs } } : failure;
}
