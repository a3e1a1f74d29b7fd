import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, isAbsolute, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, type TestContext } from 'vitest';
import type { UserConfig } from '../../src/config/config-schema.js';
import { singleFaultTable } from '../../src/report/single-fault-table.js';
import { explore } from './explore.js';

/** A program and the world that it is explored in. */
export interface RealProgram {
  /** What its table is called. */
  readonly name: string;
  /** Programs that must be installed, by name. */
  readonly needs: readonly string[];
  readonly config: UserConfig;
}

/** Names of choice points hold names of functions and libraries: each release has its own. */
const tablesAreOf = 'Debian GNU/Linux 12';

/**
 * Explores the program and compares what every single fault leads to with the stored table.
 * `UPDATE_GOLDEN=1` stores what was found instead.
 */
export async function expectGoldenTable(
  context: TestContext,
  { name, needs, config }: RealProgram,
): Promise<void> {
  const missing = needs.filter((needed) => !isInstalled(needed));
  context.skip(missing.length > 0, `not installed: ${missing.join(', ')}`);
  const report = await explore(config);
  expect(report.summary.complete).toBe(true);
  expect(report.summary.choicePoints).toBeGreaterThan(0);
  skipElsewhere(context);
  const table = singleFaultTable(report);
  if (process.env['UPDATE_GOLDEN'] === '1') writeFileSync(fileOf(name), table);
  expect(table).toBe(goldenTable(name));
}

/** The tables hold where they were made. */
export function skipElsewhere(context: TestContext): void {
  context.skip(!systemName().startsWith(tablesAreOf), `the table is of ${tablesAreOf}`);
}

export function goldenTable(name: string): string {
  return existsSync(fileOf(name)) ? readFileSync(fileOf(name), 'utf8') : '';
}

function fileOf(name: string): string {
  return fileURLToPath(new URL(`./golden/${name}.txt`, import.meta.url));
}

/** os-release(5) */
function systemName(): string {
  const file = '/etc/os-release';
  const text = existsSync(file) ? readFileSync(file, 'utf8') : '';
  return /^PRETTY_NAME="?([^"\n]*)/m.exec(text)?.[1] ?? 'unknown';
}

export function isInstalled(name: string): boolean {
  if (isAbsolute(name)) return existsSync(name);
  const directories = (process.env['PATH'] ?? '').split(delimiter);
  return directories.some((directory) => existsSync(join(directory, name)));
}
