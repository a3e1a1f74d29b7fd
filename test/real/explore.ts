import { spawnSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect } from 'vitest';
import type { UserConfig } from '../../src/config/config-schema.js';
import type { Report } from '../../src/report/report-schema.js';
import { processesWith } from '../support/process-tree.js';

export const fixtures = fileURLToPath(new URL('./fixtures', import.meta.url));
const chokepoint = fileURLToPath(new URL('../../bin/chokepoint.js', import.meta.url));
const timeLimitMs = 170_000;

/** Exit codes of an exploration that came to its end: without defects, and with. */
const explored = [0, 1];

/**
 * Explores every single fault of a program, as a user would: through the command line. What the
 * programs get to see of this machine is little, so that every machine finds the same.
 */
export function explore(config: UserConfig): Report {
  const scratch = mkdtempSync(join(tmpdir(), 'chokepoint-real-'));
  const marker = `CHOKEPOINT_REAL=${randomUUID()}`;
  try {
    const report = runIn(scratch, config, marker);
    expect(processesWith(marker)).toEqual([]);
    expect(readdirSync(join(scratch, 'tmp'))).toEqual([]);
    return report;
  } finally {
    rmSync(scratch, { recursive: true });
  }
}

function runIn(scratch: string, config: UserConfig, marker: string): Report {
  const temporary = join(scratch, 'tmp');
  mkdirSync(temporary);
  writeFileSync(join(scratch, 'chokepoint.config.json'), JSON.stringify(config));
  const words = ['explore', '--quiet', '--max-faults', '1', '--json', 'report.json'];
  const [name = '', value = ''] = marker.split('=');
  const { status, stderr } = spawnSync(process.execPath, [chokepoint, ...words], {
    cwd: scratch,
    env: { PATH: process.env['PATH'], HOME: temporary, TMPDIR: temporary, [name]: value },
    encoding: 'utf8',
    timeout: timeLimitMs,
    killSignal: 'SIGKILL',
  });
  expect(explored, stderr).toContain(status);
  return JSON.parse(readFileSync(join(scratch, 'report.json'), 'utf8')) as Report;
}
