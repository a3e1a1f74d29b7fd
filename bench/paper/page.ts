import { replacePart } from '../page-part.js';
import { machineText } from './machine-text.js';
import type { PaperResults } from './results.js';
import { figuresTable, table4, table5 } from './tables.js';

/** Puts the figures into the page that explains them. */
export function updatePage(file: string, results: PaperResults): void {
  const parts = {
    machine: machineText(results),
    'table 4': table4(results),
    'table 5': table5(results),
    figures: figuresTable(results),
  };
  for (const [name, content] of Object.entries(parts)) replacePart(file, name, content);
}
