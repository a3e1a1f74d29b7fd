import { readFileSync, writeFileSync } from 'node:fs';
import { assert } from '../src/support/assert.js';

/**
 * Puts figures into a page between `<!-- begin: NAME -->` and `<!-- end: NAME -->`; what explains
 * them, around that, is written by hand and stays.
 */
export function replacePart(file: string, name: string, content: string): void {
  const text = readFileSync(file, 'utf8');
  const [begin, end] = [`<!-- begin: ${name} -->\n`, `<!-- end: ${name} -->`];
  const [from, to] = [text.indexOf(begin), text.indexOf(end)];
  assert(from >= 0 && to > from, 'the page has no place for these figures', { name });
  writeFileSync(file, `${text.slice(0, from + begin.length)}\n${content}\n\n${text.slice(to)}`);
}
