import { parseArgsStringToArgv } from 'string-argv';
import { OperatorError } from '../support/operator-error.js';

/**
 * The words of a command. A string is split at white space; quotes keep words together; there
 * are no escapes, variables or wildcards: for those, name a shell.
 * @throws OperatorError for an empty command and a quote that is not closed
 */
export function commandWords(
  label: string,
  command: string | readonly string[],
): readonly string[] {
  if (typeof command === 'string') requireClosedQuotes(label, command);
  const words = typeof command === 'string' ? parseArgsStringToArgv(command) : command;
  if (words[0] === undefined || words[0] === '') {
    throw new OperatorError(`${label}: the command is empty`, 'name a program');
  }
  return words;
}

function requireClosedQuotes(label: string, command: string): void {
  const rest = command.replace(/"[^"]*"|'[^']*'/g, '');
  const quote = /["']/.exec(rest)?.[0];
  if (quote === undefined) return;
  throw new OperatorError(
    `${label}: the command has a quote (${quote}) that is not closed: ${command}`,
    'close it, or give the command as a list of strings',
  );
}
