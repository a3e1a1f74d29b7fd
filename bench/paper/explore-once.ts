import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { UserConfig } from '../../src/config/config-schema.js';
import type { Report } from '../../src/report/report-schema.js';
import { bin } from '../build.js';

const chokepoint = join(import.meta.dirname, '../../bin/chokepoint.js');
/** The same each time, as a user's directory is: a machine is prepared for it once. */
const directory = join(bin, 'explored');
const timeLimitMs = 600_000;
/** Exit codes of an exploration that came to its end: without defects, and with. */
const explored: readonly (number | null)[] = [0, 1];

/** An exploration as a user starts it, with what the command took from its start to its end. */
export interface Explored {
  readonly seconds: number;
  readonly report: Report;
}

/** @returns why there was none, in the words of the command */
export function exploreOnce(config: UserConfig, words: readonly string[]): Explored | string {
  rmSync(directory, { recursive: true, force: true });
  mkdirSync(directory, { recursive: true });
  try {
    writeFileSync(join(directory, 'chokepoint.config.json'), JSON.stringify(config));
    const startedAt = performance.now();
    const { status, stderr, error } = spawnSync(
      process.execPath,
      [chokepoint, 'explore', '--quiet', '--json', 'report.json', ...words],
      {
        cwd: directory,
        stdio: ['ignore', 'ignore', 'pipe'],
        encoding: 'utf8',
        timeout: timeLimitMs,
      },
    );
    const seconds = (performance.now() - startedAt) / 1000;
    if (error !== undefined) return error.message;
    if (!explored.includes(status)) return messageOf(stderr);
    const report = JSON.parse(readFileSync(join(directory, 'report.json'), 'utf8')) as Report;
    return { seconds, report };
  } finally {
    rmSync(directory, { recursive: true });
  }
}

/** `chokepoint: There is no kernel for the guest.` and a hint below it */
function messageOf(errors: string): string {
  const [first = ''] = errors.trim().split('\n');
  return first.replace(/^chokepoint: /, '');
}
