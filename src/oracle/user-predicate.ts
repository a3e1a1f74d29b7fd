import type { Termination } from '../model/termination.js';
import type { Verdict } from '../model/verdict.js';
import { OperatorError } from '../support/operator-error.js';

/**
 * The user's own judgement of a run (`oracle` in the configuration), asked when nothing worse is
 * known of it: a text rejects the run and says why; `true` and nothing have no objection.
 */
// A function that returns nothing is the common case, and `undefined` alone would refuse it.
// eslint-disable-next-line @typescript-eslint/no-invalid-void-type
export type Predicate = (termination: Termination) => true | string | undefined | void;

/** Throws an OperatorError when the predicate throws or answers something else. */
export function userPredicate(termination: Termination, predicate: Predicate): Verdict | undefined {
  const answer: unknown = ask(termination, predicate);
  if (answer === undefined || answer === true) return undefined;
  if (typeof answer === 'string') return { kind: 'rejected', message: answer };
  throw new OperatorError(
    `The oracle function returned ${nameOf(answer)}.`,
    'Return nothing to accept a run, or a text that says why it is rejected.',
  );
}

function ask(termination: Termination, predicate: Predicate): unknown {
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
