import { printableLine } from './printable.js';

/**
 * Text of a program as it stands, in Markdown that GitHub and GitLab show: nothing in it makes a
 * link, calls a person (@name), refers to an issue (#12) or is HTML. Every character that could
 * begin something is written as a reference to it.
 */
export function markdownText(text: string, charactersMax = 300): string {
  return printableLine(text, charactersMax).replace(special, reference);
}

/** An address becomes a link without any mark around it: by `://`, `www.` or `@`. */
const special = /[\\`*_{}[\]()<>#+!|~@&"$]|:(?=\/\/)|(?<=www)\./gi;

function reference(char: string): string {
  return `&#${String(char.charCodeAt(0))};`;
}

/** A block of code that its content cannot end: its fence is longer than any in it. */
export function codeBlock(text: string): string {
  const longest = Math.max(2, ...(text.match(/`+/g) ?? []).map(({ length }) => length));
  const fence = '`'.repeat(longest + 1);
  return `${fence}text\n${text}\n${fence}`;
}
