import { parseOutcomeId } from '../model/outcome.js';
import { OperatorError } from '../support/operator-error.js';

/** Kinds that are no more than another result of the call. */
const results = new Set(['errno', 'so_error', 'eof', 'short']);

/** @throws OperatorError for an outcome that more belongs to than what a call returns */
export function checkBareOutcome(place: string, call: string | undefined, id: string): void {
  const kind = parseOutcomeId(id)?.kind ?? '';
  if (results.has(kind) && !(kind === 'so_error' && call === 'connect')) return;
  throw new OperatorError(
    `${place}: "${id}" is more than another result of a call, and bare faults are no more`,
    'leave out `bare` and --unsealed, or the outcome',
  );
}
