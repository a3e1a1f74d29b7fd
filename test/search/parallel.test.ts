import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { allStrategies, explore } from './harness.js';
import { asking, brittle, haystack, programOf, retrying, trees } from './programs.js';

describe('several lanes', () => {
  it.each(allStrategies)('explore the same set of paths (%s)', async (strategy) => {
    for (const program of [brittle, retrying]) {
      const one = await explore(program, { strategy });
      const three = await explore(program, { strategy, jobs: 3 });
      expect([...three.order].sort()).toEqual([...one.order].sort());
      expect(three.coverage).toEqual(one.coverage);
      expect(three.progress).toEqual(one.progress);
    }
  });

  it.each(allStrategies)('leave out the same as alike (%s)', async (strategy) => {
    let turn = 0;
    const turns = (): number => (turn = (turn * 7 + 3) % 11);
    for (const program of [asking, haystack]) {
      const one = await explore(program, { strategy, thorough: false });
      const three = await explore(program, { strategy, thorough: false, jobs: 3, turns });
      expect([...three.order].sort()).toEqual([...one.order].sort());
      expect(three.coverage).toEqual(one.coverage);
    }
  });

  it('share the work', async () => {
    const { worlds } = await explore(brittle, { jobs: 3, strategy: 'breadth-first' });
    for (const world of worlds) expect(world.executions).toBeGreaterThan(1);
  });

  it('wait for each other while the frontier is empty', async () => {
    // Hardly more than one path is open at any time: other lanes must neither spin nor give up.
    const limits = { maxFaults: 6 };
    const { order, worlds } = await explore(retrying, { jobs: 4, limits, turns: () => 20 });
    expect(order).toHaveLength(7 + 6);
    expect(worlds.filter((world) => world.executions > 0).length).toBeGreaterThan(1);
  });

  it('give all checkpoints back to the worlds that took them', async () => {
    const speeds = fc.array(fc.nat(9), { minLength: 1, maxLength: 20 });
    const names = fc.constantFrom(...allStrategies);
    await fc.assert(
      fc.asyncProperty(trees, speeds, names, async (tree, speed, strategy) => {
        let step = 0;
        const turns = (): number => speed[(step += 1) % speed.length] ?? 0;
        const program = programOf(tree);
        const one = await explore(program, { strategy });
        const three = await explore(program, { strategy, jobs: 3, turns });
        expect([...three.order].sort()).toEqual([...one.order].sort());
        expect(three.worlds.flatMap((world) => [...world.held])).toEqual([]);
      }),
      { seed: 7, numRuns: 100 },
    );
  });
});
