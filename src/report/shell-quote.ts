import { printable } from './printable.js';

/** Words as one line that a POSIX shell (bash for control characters) reads back as the same. */
export function shellQuote(words: readonly string[]): string {
  return words.map(quoteWord).join(' ');
}

function quoteWord(word: string): string {
  if (/^[\w%+,./:=@^-]+$/.test(word)) return word;
  if (!hasControl(word)) return `'${word.replaceAll("'", String.raw`'\''`)}'`;
  // ANSI-C quoting: the word stays on one line and cannot act on the terminal that shows it.
  return `$'${Array.from(word, quoteCharacter).join('')}'`;
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
