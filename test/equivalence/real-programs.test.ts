import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { vi, type TestContext } from 'vitest';
import type * as golden from '../real/golden.js';
import { resolved } from './resolved.js';
import { expectSameTree } from './same-tree.js';

/*
 * The programs of the ring `real` in the same worlds, asked something else: their tests register
 * here once more, and what compares a table there compares two trees here.
 */
vi.mock('../real/golden.js', async (original) => {
  const real = await original<typeof golden>();
  const expectGoldenTable = async (context: TestContext, program: golden.RealProgram) => {
    const missing = program.needs.filter((needed) => !real.isInstalled(needed));
    context.skip(missing.length > 0, `not installed: ${missing.join(', ')}`);
    await expectSameTreeOf(program);
  };
  return { ...real, expectGoldenTable };
});

await import('../real/http-clients.test.js');
await import('../real/interpreters.test.js');
await import('../real/netcat.test.js');
await import('../real/redis.test.js');

async function expectSameTreeOf({ name, config }: golden.RealProgram): Promise<void> {
  const scratch = mkdtempSync(join(tmpdir(), 'chokepoint-equivalence-'));
  try {
    const temporary = join(scratch, 'tmp');
    mkdirSync(temporary);
    const env = { PATH: process.env['PATH'], HOME: temporary, TMPDIR: temporary };
    await expectSameTree(name, resolved({ ...config, limits: { maxFaults: 1 } }, scratch, env));
  } finally {
    rmSync(scratch, { recursive: true });
  }
}
