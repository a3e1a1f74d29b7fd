import type { OraclePredicate } from '../model/oracle-predicate.js';
import type { Termination } from '../model/termination.js';
import type { Verdict } from '../model/verdict.js';
import { OperatorError } from '../support/operator-error.js';

/** Throws an OperatorError when the predicate throws or answers something else. */
export function userPredicate(
  termination: Termination,
  predicate: OraclePredicate,
): Verdict | undefined {
  const answer: unknown = ask(termination, predicate);
  if (answer === undefined || answer === true) return undefined;
  if (typeof answer === 'string') return { kind: 'rejected', message: answer };
  throw new OperatorError(
    `The oracle function returned ${nameOf(answer)}.`,
    'Return nothing to accept a run, or a text that says why it is rejected.',
  );
}

function ask(termination: Termination, predicate: OraclePredicate): unknown {
  try {
    return predicate(termination);
  } catch (error) {
    throw new OperatorError(
      `The oracle function threw: ${error instanceof Error ? error.message : String(error)}`,
      'Return a text to reject a run; an exception ends the exploration.',
    );
  }
}

function nameOf(answer: unknown): string {
  return answer instanceof Promise ? 'a promise' : JSON.stringify(answer);
}
