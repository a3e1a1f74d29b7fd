import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, type TestContext } from 'vitest';
import type { Report } from '../../src/report/report-schema.js';
import { singleFaultTable } from '../../src/report/single-fault-table.js';
import { commandFile, configOf } from '../e2e/checkout.js';
import { execute } from '../e2e/command.js';
import { guestCache, whyNoGuest } from '../support/guest-cache.js';

/** In a machine and outside: the same choice points, verdicts and defects of an example. */
export async function expectTheSame(
  context: TestContext,
  name: string,
  more: readonly string[] = [],
): Promise<void> {
  const reason = whyNoGuest();
  context.skip(reason !== undefined, reason);
  expect(await explored(name, 'qemu', more)).toEqual(await explored(name, 'rewind', more));
}

/** What every single fault leads to, and which defects that makes. */
async function explored(name: string, engine: string, more: readonly string[]): Promise<unknown> {
  const scratch = mkdtempSync(join(tmpdir(), 'chokepoint-referee-'));
  const json = join(scratch, 'report.json');
  const bounds = ['--max-faults', '1', '--thorough'];
  const words = ['explore', '-q', ...bounds, '--engine', engine, '--json', json];
  const env = { ...process.env, TMPDIR: scratch, XDG_CACHE_HOME: guestCache };
  try {
    const argv = [process.execPath, commandFile, ...words, ...more, ...configOf(name)];
    const { code, err } = await execute(argv, scratch, env);
    expect([0, 1], err).toContain(code);
    const report = JSON.parse(readFileSync(json, 'utf8')) as Report;
    expect(report.summary).toMatchObject({ complete: true, diverged: 0 });
    return { table: singleFaultTable(report), defects: report.defects.map(identityOf) };
  } finally {
    rmSync(scratch, { recursive: true });
  }
}

function identityOf({ fingerprint, verdict }: Report['defects'][number]): unknown {
  return { fingerprint, verdict };
}
