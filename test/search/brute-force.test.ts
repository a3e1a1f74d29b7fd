import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { allPaths } from './brute-force.js';
import { allStrategies, explore } from './harness.js';
import { programOf, trees } from './programs.js';

const seed = 20_260;
const bounds = fc.record({ maxFaults: fc.nat(4), maxDepth: fc.nat(6) });

describe('against a brute-force enumeration', () => {
  it('explores every path within the bounds exactly once', async () => {
    const strategy = fc.constantFrom(...allStrategies);
    await fc.assert(
      fc.asyncProperty(trees, bounds, strategy, async (tree, limits, name) => {
        const explored = await explore(programOf(tree), { strategy: name, limits });
        expect([...explored.order].sort()).toEqual(allPaths(tree, limits));
        expect(explored.end).toBe('exhausted');
      }),
      { seed, numRuns: 300 },
    );
  });

  it('says that it is complete exactly when no path is missing', async () => {
    const unlimited = Number.POSITIVE_INFINITY;
    const budget = fc.integer({ min: 1, max: 30 });
    await fc.assert(
      fc.asyncProperty(trees, bounds, budget, async (tree, limits, maxPaths) => {
        const { maxFaults } = limits;
        const all = allPaths(tree, { maxFaults, maxDepth: unlimited });
        const explored = await explore(programOf(tree), { limits: { ...limits, maxPaths } });
        expect(explored.coverage.complete).toBe(explored.order.length === all.length);
        for (const level of explored.coverage.levels) {
          const there = all.filter((key) => faultsOf(key) === level.faults).length;
          if (level.complete) expect(level.done).toBe(there);
          if (level.final) expect(level.known).toBe(there);
          expect(level.known).toBeLessThanOrEqual(there);
        }
      }),
      { seed, numRuns: 300 },
    );
  });
});

function faultsOf(key: string): number {
  return key === 'ok' ? 0 : key.split(',').length;
}
