import { logCommand, printable } from './printable.js';

/** Words as one line that a POSIX shell (bash for control characters) reads back as the same. */
export function shellQuote(words: readonly string[]): string {
  return words.map(quoteWord).join(' ');
}

function quoteWord(word: string): string {
  if (/^[\w%+,./:=@^-]+$/.test(word)) return word;
  if (!hasControl(word)) return `'${withinQuotes(word)}'`;
  // ANSI-C quoting: the word stays on one line and cannot act on the terminal that shows it.
  return `$'${Array.from(word, quoteCharacter).join('')}'`;
}

/** Where servers would read a command of theirs, the quotes end and begin again. */
function withinQuotes(word: string): string {
  return word.replaceAll("'", String.raw`'\''`).replace(logCommand, "#''#");
}

function hasControl(word: string): boolean {
  return Array.from(word).some(isControl);
}

function isControl(char: string): boolean {
  return printable(char) !== char || /[\n\t]/.test(char);
}

function quoteCharacter(char: string): string {
  if (char === "'" || char === '\\') return `\\${char}`;
  if (!isControl(char)) return char;
  const bytes = [...Buffer.from(char)];
  return bytes.map((byte) => `\\x${byte.toString(16).padStart(2, '0')}`).join('');
}
