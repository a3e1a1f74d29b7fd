import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Report } from '../../src/report/report-schema.js';
import { readToken } from '../../src/campaign/valid-token.js';
import { checkout, sameEpoch } from './checkout.js';
import { Workspace } from './workspace.js';

const fixtures = path.join(checkout, 'test/kernel/fixtures');
const program = ['--', './random-bytes', 'once'];

/** Where a program lies that says which random bytes it gets. */
function withProgram(): Workspace {
  const workspace = new Workspace();
  const include = `-I${path.join(fixtures, 'shared')}`;
  const source = path.join(fixtures, 'world/random-bytes.c');
  const output = workspace.file('random-bytes');
  execFileSync('cc', ['-D_GNU_SOURCE', '-pthread', include, '-o', output, source]);
  return workspace;
}

async function replayed(
  workspace: Workspace,
  { paths }: Report,
  words: readonly string[],
): Promise<readonly string[]> {
  const token = paths.at(-1)?.token ?? 'no path';
  const { out } = await workspace.run(['replay', token, ...words]);
  const said = out.split('\n').filter((line) => /\bstart: |\d of \d+, /.test(line));
  expect(said.length, out).toBeGreaterThan(5);
  return said;
}

describe('a token', () => {
  it('brings the same random bytes back', async () => {
    using workspace = withProgram();
    const { report } = await workspace.explore(program);
    const once = await replayed(workspace, report, program);
    expect(await replayed(workspace, report, program)).toEqual(once);
    expect(await replayed(workspace, report, [])).toEqual(once);
    const seeded = ['--seed', '7', ...program];
    const other = await workspace.explore(seeded);
    expect(other.report.seed).toBe(7);
    const others = await replayed(workspace, other.report, seeded);
    expect(others.filter((line) => once.includes(line))).toEqual([]);
  });

  it('brings the moment back at which its run began', async () => {
    using workspace = withProgram();
    const { report } = await workspace.explore(program);
    const { epochMs } = readToken(report.paths[0]?.token ?? '');
    expect(Date.now() - epochMs).toBeLessThan(60_000);
    expect(report.epoch).toBe(new Date(epochMs).toISOString());
    const fixed = (await workspace.explore([...sameEpoch, ...program])).report;
    expect(fixed.epoch).toBe('2026-01-31T00:00:00.000Z');
    expect(readToken(fixed.paths[0]?.token ?? '').epochMs).toBe(Date.UTC(2026, 0, 31));
  });

  it('has the moment of the first exploration after one that went on with it', async () => {
    using workspace = withProgram();
    const all = ['--faults', 'all', ...program];
    const first = (await workspace.explore(['--max-paths', '2', ...all])).report;
    const resumed = (await workspace.explore(['--resume', ...all])).report;
    expect(resumed.epoch).toBe(first.epoch);
    const tokens = resumed.paths.map(({ token }) => token);
    expect(tokens.length).toBeGreaterThan(2);
    expect(tokens).toEqual(expect.arrayContaining(first.paths.map(({ token }) => token)));
  });
});
