import { printableLine } from './printable.js';

/**
 * Text of a program as it stands, in Markdown that GitHub and GitLab show: nothing in it makes a
 * link, calls a person (@name), refers to an issue (#12) or is HTML. Every character that could
 * begin something is written as a reference to it; persons and issues are looked for when these
 * have been read again, so a character without width parts the sign from the name.
 */
export function markdownText(text: string, charactersMax = 300): string {
  const plain = printableLine(text, charactersMax);
  return plain.replace(special, reference).replace(sign, `$&${gap}`);
}

/** An address becomes a link without any mark around it: by `://`, `www.` or `@`. */
const special = /[\\`*_{}[\]()<>#+!|~@&"$]|:(?=\/\/)|(?<=www)\./gi;

/** What GitHub and GitLab make a link of: person, issue, merge request, label and the like. */
const sign = /&#(?:64|35|33|126|36|38);|[%^]/g;
const gap = '&#8203;';

function reference(char: string): string {
  return `&#${String(char.charCodeAt(0))};`;
}

/** A block of code that its content cannot end: its fence is longer than any in it. */
export function codeBlock(text: string): string {
  const longest = Math.max(2, ...(text.match(/`+/g) ?? []).map(({ length }) => length));
  const fence = '`'.repeat(longest + 1);
  return `${fence}text\n${text}\n${fence}`;
}
