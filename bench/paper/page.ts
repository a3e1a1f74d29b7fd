import { readFileSync, writeFileSync } from 'node:fs';
import { assert } from '../../src/support/assert.js';
import { machineText } from './machine-text.js';
import type { PaperResults } from './results.js';
import { figuresTable, table4, table5 } from './tables.js';

/**
 * Puts the figures into a page between `<!-- begin: NAME -->` and `<!-- end: NAME -->`; what
 * explains them, around that, is written by hand and stays.
 */
export function updatePage(file: string, results: PaperResults): void {
  const parts = {
    machine: machineText(results),
    'table 4': table4(results),
    'table 5': table5(results),
    figures: figuresTable(results),
  };
  let text = readFileSync(file, 'utf8');
  for (const [name, content] of Object.entries(parts)) text = replacePart(text, name, content);
  writeFileSync(file, text);
}

function replacePart(text: string, name: string, content: string): string {
  const [begin, end] = [`<!-- begin: ${name} -->\n`, `<!-- end: ${name} -->`];
  const [from, to] = [text.indexOf(begin), text.indexOf(end)];
  assert(from >= 0 && to > from, 'the page has no place for these figures', { name });
  return `${text.slice(0, from + begin.length)}\n${content}\n\n${text.slice(to)}`;
}
