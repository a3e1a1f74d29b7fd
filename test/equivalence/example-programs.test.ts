import { execFileSync } from 'node:child_process';
import { beforeAll, describe, it } from 'vitest';
import { loadConfig } from '../../src/config/load-config.js';
import type { Settings } from '../../src/model/settings.js';
import { checkout, example, exampleNames } from '../e2e/checkout.js';
import { resolved } from './resolved.js';
import { expectSameTree } from './same-tree.js';

const orders = [
  { strategy: 'breadth-first', jobs: 1 },
  { strategy: 'depth-first', jobs: 2 },
] as const;

beforeAll(() => {
  execFileSync('bash', ['scripts/build-examples.sh'], { cwd: checkout, stdio: 'inherit' });
});

describe('the examples', () => {
  it.each(exampleNames)('%s does the same', async (name) => {
    await expectSameTree(name, await settingsOf(name));
  });
});

/** Restores in any order, and of checkpoints that another world has taken. */
describe.each(orders)('$strategy with $jobs world(s)', (order) => {
  it.each(['alphabet/server', 'workers/chokepoint'])('%s does the same', async (name) => {
    const title = `${name}, ${order.strategy}, jobs ${order.jobs}`;
    await expectSameTree(title, { ...(await settingsOf(name)), ...order });
  });
});

it('http-server/chokepoint does the same where what is alike is left out', async () => {
  const asUsual = { strategy: 'fewest-faults', thorough: false } as const;
  await expectSameTree('http-server', {
    ...(await settingsOf('http-server/chokepoint')),
    ...asUsual,
  });
});

async function settingsOf(name: string): Promise<Settings> {
  const { config, directory } = await loadConfig(example(`${name}.config.ts`));
  return resolved(config, directory, { PATH: process.env['PATH'] });
}
