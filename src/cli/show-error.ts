import { CommanderError } from 'commander';
import { printable } from '../report/printable.js';
import { exitCode, OperatorError, type ExitCode } from '../support/operator-error.js';
import type { Caller } from './caller.js';

/** Tell the caller what went wrong; the exit code says which of the two kinds of error it was. */
export function showError(error: unknown, caller: Caller): ExitCode {
  if (error instanceof CommanderError && error.exitCode === 0) return exitCode.clean;
  const known = error instanceof CommanderError ? usageError(error) : error;
  return known instanceof OperatorError ? showOperator(known, caller) : showBug(known, caller);
}

function showOperator(error: OperatorError, { colors, err }: Caller): ExitCode {
  err(`${colors.red('chokepoint:')} ${printable(error.message)}\n`);
  err(`  ${colors.dim('hint:')} ${printable(error.hint)}\n`);
  return error.code;
}

function showBug(error: unknown, { colors, err }: Caller): ExitCode {
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
  const prefix = colors.red('chokepoint:');
  err(`${prefix} this is a bug in chokepoint; please report it with this text:\n`);
  err(`${printable(text)}\n`);
  return exitCode.internal;
}

/** Commander writes `error: what` and, where it has one, `(Did you mean …?)` on the next line. */
function usageError(error: CommanderError): OperatorError {
  const [first = '', ...rest] = error.message.split('\n');
  const suggestion = /^\(Did you mean (.*)\?\)$/.exec(rest.join(' '))?.[1];
  const hint = suggestion === undefined ? 'see chokepoint --help' : `did you mean ${suggestion}?`;
  return new OperatorError(first.replace(/^error: /, ''), hint);
}
