import { OperatorError } from '../support/operator-error.js';

/** Words that belong to no option: most often a program without the `--` before it. */
export function refuseWords(words: readonly string[]): void {
  const [word] = words;
  if (word === undefined) return;
  const hint = `put the program after --, as in: -- ${words.join(' ')}`;
  throw new OperatorError(`unexpected argument "${word}"`, hint);
}
