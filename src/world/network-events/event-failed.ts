import { OperatorError, exitCode } from '../../support/operator-error.js';

/** An event that the kernel does not let happen: half of it would be worse than none. */
export function eventFailed(what: string): OperatorError {
  return new OperatorError(
    `${what} cannot be brought about here`,
    'set `faults.bare` in the configuration: only the results of calls are overwritten then',
    exitCode.unsupported,
  );
}
