import { OperatorError } from '../../../src/support/operator-error.js';

/** The error for the user that this ends with. */
export function refusalOf(attempt: () => unknown): OperatorError {
  try {
    attempt();
  } catch (error) {
    if (error instanceof OperatorError) return error;
    throw error;
  }
  throw new Error('nothing was refused');
}
