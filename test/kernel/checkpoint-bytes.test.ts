import { afterAll, expect, test } from 'vitest';
import { ok } from '../../src/model/outcome.js';
import { beginning, type World } from '../../src/model/world.js';
import { openWorld, program, settingsFor } from './explore-fixture.js';
import { Workbench } from './workbench.js';

const bench = new Workbench();
afterAll(() => {
  bench[Symbol.dispose]();
});

const megabyte = 1 << 20;

/** What each of the checkpoints on the way took; each is dropped at once. */
async function sizes(world: World): Promise<readonly number[]> {
  const all: number[] = [];
  world.restore(beginning);
  while ((await world.runToChoice()).kind === 'choice') {
    const before = await world.travel();
    world.drop(world.checkpoint());
    all.push((await world.travel()).checkpointBytes - before.checkpointBytes);
    world.decide(ok);
  }
  return all;
}

test('a checkpoint takes what was written since the one before it', async () => {
  const sut = program('sut', [await bench.compile('rewind/reserves')]);
  await using world = await openWorld(settingsFor(sut, { engine: 'rewind' }));
  // The program holds 8 MB at its first choice, and writes a few pages on the way to the others.
  const [first = 0, ...others] = await sizes(world);
  expect(first).toBeGreaterThan(8 * megabyte);
  expect(others).toHaveLength(2);
  for (const bytes of others) {
    expect(bytes).toBeGreaterThan(0);
    expect(bytes).toBeLessThan(megabyte);
  }
});

test('a place to execute again to takes nothing', async () => {
  const sut = program('sut', [await bench.compile('rewind/reserves')]);
  await using world = await openWorld(settingsFor(sut, { engine: 'replay' }));
  expect(await sizes(world)).toEqual([0, 0, 0]);
});
