import { writeFileSync } from 'node:fs';
import { loadavg } from 'node:os';
import { join } from 'node:path';
import { replacePart } from '../page-part.js';
import { measureOrders } from './measure-orders.js';
import { buildCounting, seededExamples, type SeededExample } from './programs.js';
import { recordTree } from './record.js';
import type { ExampleResult } from './results.js';
import { settingsOf } from './subject.js';
import { searchTables } from './tables.js';

/**
 * `npm run bench:search [-- WORDS]`: how soon each strategy finds the mistakes of the examples.
 * Prints tables, and writes results.json beside this file and the tables of docs/BENCHMARKS.md.
 * With words, only examples whose names contain one of them, and nothing is written.
 */
const here = import.meta.dirname;

async function main(words: readonly string[]): Promise<void> {
  buildCounting();
  const loadBefore = loadNow();
  const wanted = ({ name }: SeededExample): boolean =>
    words.length === 0 || words.some((word) => name.includes(word));
  const examples: ExampleResult[] = [];
  for (const example of seededExamples.filter(wanted)) examples.push(await measure(example));
  const results = { loadBefore, loadAfter: loadNow(), examples };
  const tables = searchTables(results);
  console.log(tables);
  if (words.length > 0) return;
  writeFileSync(join(here, 'results.json'), `${JSON.stringify(results, null, 2)}\n`);
  replacePart(join(here, '../../docs/BENCHMARKS.md'), 'search', tables);
}

/** The tree is run once; what a strategy does on it is then the same as if it ran it itself. */
async function measure(example: SeededExample): Promise<ExampleResult> {
  const tree = await recordTree(await settingsOf(example));
  const ms = [...tree.tookMs.values()].reduce((sum, took) => sum + took, 0);
  const [paths, defects] = [tree.runs.size, tree.defects.length];
  console.error(`${example.name}: ${paths} paths, ${defects} defects, ${ms.toFixed(0)} ms`);
  return { example: example.name, paths, defects, ms, strategies: await measureOrders(tree) };
}

function loadNow(): number {
  return Math.round((loadavg()[0] ?? 0) * 10) / 10;
}

await main(process.argv.slice(2));
