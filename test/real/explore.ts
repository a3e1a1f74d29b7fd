import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { expect } from 'vitest';
import type { UserConfig } from '../../src/config/config-schema.js';
import type { Report } from '../../src/report/report-schema.js';
import { processesWith } from '../support/process-tree.js';

export const fixtures = fileURLToPath(new URL('./fixtures', import.meta.url));
const chokepoint = fileURLToPath(new URL('../../bin/chokepoint.js', import.meta.url));
const timeLimitMs = 120_000;

/** Exit codes of an exploration that came to its end: without defects, and with. */
const explored = [0, 1];

/**
 * Explores every single fault of a program, as a user would: through the command line. What the
 * programs get to see of this machine is little, so that every machine finds the same.
 * @param surroundings variables of the exploration itself
 */
export async function explore(
  config: UserConfig,
  surroundings: Readonly<Record<string, string>> = {},
): Promise<Report> {
  const scratch = mkdtempSync(join(tmpdir(), 'chokepoint-real-'));
  const marker = { name: 'CHOKEPOINT_REAL', value: randomUUID() };
  try {
    const report = await runIn(scratch, config, { ...surroundings, [marker.name]: marker.value });
    expect(processesWith(`${marker.name}=${marker.value}`)).toEqual([]);
    expect(readdirSync(join(scratch, 'tmp'))).toEqual([]);
    return report;
  } finally {
    rmSync(scratch, { recursive: true });
  }
}

async function runIn(
  scratch: string,
  config: UserConfig,
  marker: Readonly<Record<string, string>>,
): Promise<Report> {
  const temporary = join(scratch, 'tmp');
  mkdirSync(temporary);
  writeFileSync(join(scratch, 'chokepoint.config.json'), JSON.stringify(config));
  // What each fault leads to, to its end, also where that is a state that others came to.
  const all = ['--max-faults', '1', '--thorough', '--no-visited'];
  const words = ['explore', '--quiet', ...all, '--json', 'report.json'];
  const child = spawn(process.execPath, [chokepoint, ...words], {
    cwd: scratch,
    env: { PATH: process.env['PATH'], HOME: temporary, TMPDIR: temporary, ...marker },
    stdio: ['ignore', 'ignore', 'pipe'],
    timeout: timeLimitMs,
    killSignal: 'SIGKILL',
  });
  const exitCode = new Promise<number | null>((resolve) => child.once('exit', resolve));
  const complaints = await text(child.stderr);
  expect(explored, complaints).toContain(await exitCode);
  return JSON.parse(readFileSync(join(scratch, 'report.json'), 'utf8')) as Report;
}
