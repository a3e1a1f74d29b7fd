import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { bin, build } from './build.js';
import { measure, type Row } from './measure.js';
import { plot } from './plot.js';
import { idleProcesses, isRunnable, worlds, type BenchWorld } from './worlds.js';

/**
 * `npm run bench [-- WORDS]`: prints a table and writes results.json and figures.svg beside this
 * file. With words, only worlds whose names contain one of them.
 */
const here = import.meta.dirname;
const counts = [1, 2, 5, 10, 20, 50];
const megabytes = [0, 2];

async function main(words: readonly string[]): Promise<void> {
  build();
  const crowds = megabytes.flatMap((each) => counts.map((count) => idleProcesses(count, each)));
  const wanted = ({ name }: BenchWorld): boolean =>
    words.length === 0 || words.some((word) => name.includes(word));
  const rows: Row[] = [];
  for (const world of [...worlds, ...crowds].filter(wanted)) {
    if (!isRunnable(world)) {
      console.log(`${world.name}: skipped, not installed: ${world.needs.join(', ')}`);
      continue;
    }
    for (const engine of ['rewind', 'replay'] as const)
      rows.push(print(await measure(world, engine)));
  }
  const forks = [0, 1, 2, 50, 500].map((size) => ({ megabytes: size, forkMs: forkMs(size) }));
  for (const { megabytes: size, forkMs: ms } of forks)
    console.log(`fork() of a process with ${String(size)} MB: ${ms.toFixed(3)} ms`);
  const results = `${JSON.stringify({ rows, forks }, null, 2)}\n`;
  writeFileSync(join(here, 'results.json'), results);
  writeFileSync(join(here, 'figures.svg'), plot(rows));
}

function forkMs(size: number): number {
  return Number(execFileSync(join(bin, 'fork'), [String(size)], { encoding: 'utf8' }));
}

function print(row: Row): Row {
  const ms = (value: number): string => value.toFixed(2).padStart(9);
  const refused = row.refused === 0 ? '' : `  (${String(row.refused)} refused)`;
  const { world, engine, saveMs, restoreMs, exploreMs, paths } = row;
  const perSecond = String(Math.round((paths / exploreMs) * 1000)).padStart(6);
  console.log(
    `${world.padEnd(30)} ${engine.padEnd(7)} save ${ms(saveMs)} restore ${ms(restoreMs)} ` +
      `explore ${ms(exploreMs)} ms, ${String(paths)} paths, ${perSecond} paths/s${refused}`,
  );
  return row;
}

await main(process.argv.slice(2));
