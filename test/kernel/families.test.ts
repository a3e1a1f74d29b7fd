import { afterAll, expect, test } from 'vitest';
import { descendantsOf } from '../support/process-tree.js';
import { FixtureWorld, runOnce } from './explore-fixture.js';
import { Workbench } from './workbench.js';

const bench = new Workbench();
afterAll(() => bench[Symbol.dispose]());

/** What runs below this process, by name. */
function running(name: string): readonly string[] {
  const commands = descendantsOf(process.pid).map(({ command }) => command);
  return commands.filter((command) => command.includes(name));
}

test.each([
  ['threads', 100],
  ['children', 50],
])('a program with many %s runs', async (how, count) => {
  const family = await bench.compile('world/family');
  const finished = await runOnce([family, how, String(count)]);
  expect(finished.stdout).toBe(`${String(count)} ${how}\n`);
  expect(finished.termination.reason).toEqual({ kind: 'sut-ended' });
});

test.each(['orphan', 'daemon'])('%s: what outlives a run is gone at the next', async (how) => {
  await using world = await FixtureWorld.open([await bench.compile('world/family'), how]);
  for (const finished of [await world.run(), await world.run()]) {
    expect(finished.stdout).toBe('orphaned\n');
    expect(finished.exitCode).toBe(0);
    expect(running('world-family')).toHaveLength(1);
  }
});

test('nothing is left when a world is given back', async () => {
  for (const how of ['orphan', 'daemon']) await runOnce([await bench.compile('world/family'), how]);
  expect(running('world-family')).toEqual([]);
});

test('a program that stops itself goes on when its child lets it', async () => {
  const finished = await runOnce([await bench.compile('world/family'), 'stop']);
  expect(finished.stdout).toBe('continued\n');
  expect(finished.termination.reason).toEqual({ kind: 'sut-ended' });
});

test('a program that blocks all signals runs', async () => {
  const finished = await runOnce([await bench.compile('world/family'), 'deaf']);
  expect([finished.stdout, finished.exitCode]).toEqual(['deaf\n', 0]);
});
