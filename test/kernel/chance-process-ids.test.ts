import { afterAll, expect, test } from 'vitest';
import { outputsOf, tracingEngines } from './same-outputs.js';
import { Workbench } from './workbench.js';

const bench = new Workbench();

afterAll(() => {
  bench[Symbol.dispose]();
});

test('processes and threads have the same numbers on each path, with each engine', async () => {
  const sut = await bench.compile('world/process-ids');
  const trees = [];
  for (const engine of tracingEngines) trees.push(...(await outputsOf([sut], { engine }, 2)));
  expect(Object.keys(trees[0] ?? {}).length).toBeGreaterThan(10);
  for (const tree of trees) expect(tree).toEqual(trees[0]);
});
