import fc from 'fast-check';
import { expect, it } from 'vitest';
import { parsePathKey } from '../../src/model/token.js';
import { allStrategies, explore } from './harness.js';
import { programOf, trees } from './programs.js';

it('paths that failed come first, and all others all the same', async () => {
  const strategy = fc.constantFrom(...allStrategies);
  await fc.assert(
    fc.asyncProperty(trees, strategy, fc.nat(), async (tree, name, pick) => {
      const setup = { strategy: name, limits: { maxFaults: 2 } };
      const usual = await explore(programOf(tree), setup);
      const key = usual.order[pick % usual.order.length] ?? 'ok';
      const failed = parsePathKey(key) ?? [];
      const explored = await explore(programOf(tree), { ...setup, failed: [failed] });
      expect([...explored.order].sort()).toEqual([...usual.order].sort());
      expect(explored.order.indexOf(key)).toBe(failed.length);
    }),
    { seed: 20_261, numRuns: 100 },
  );
});
