import { OperatorError, exitCode } from '../../support/operator-error.js';

/** An event that the kernel does not let happen: half of it would be worse than none. */
export function eventFailed(what: string): OperatorError {
  return new OperatorError(
    `${what} cannot be brought about here`,
    'use --faults bare: it only overwrites the results of calls',
    exitCode.unsupported,
  );
}
