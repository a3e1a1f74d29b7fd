import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { describeCoverage } from '../../src/explore/describe-coverage.js';
import type { SearchLimits } from '../../src/explore/search-options.js';
import { allPaths } from './brute-force.js';
import { io, type Program } from './fake-world.js';
import { allStrategies, explore } from './harness.js';
import { independent, programOf, retrying, trees } from './programs.js';
import { sutExited } from './terminations.js';

/** Three sends, and two receives on another socket. */
const twoSites: Program = function* () {
  for (let turn = 0; turn < 3; turn += 1) yield io('send', 'EIO');
  for (let turn = 0; turn < 2; turn += 1) yield { ...io('recv', 'EIO'), fd: 4 };
  return sutExited(0);
};

/** Three sends on one socket, two from the same place on another one. */
const twoSockets: Program = function* () {
  for (const fd of [3, 3, 4, 3, 4]) yield { ...io('send', 'EIO'), fd };
  return sutExited(0);
};

async function levelsOf(
  program: Program,
  limits: Partial<SearchLimits>,
): Promise<readonly number[]> {
  const { coverage } = await explore(program, { limits });
  expect(coverage.complete).toBe(true);
  return coverage.levels.map(({ done }) => done);
}

describe.each(allStrategies)('faults per call site (%s)', (strategy) => {
  it('are no more than the bound', async () => {
    const limits = { maxFaults: 3, maxFaultsPerSite: 1 };
    const explored = await explore(twoSites, { strategy, limits });
    expect(explored.order).toHaveLength(1 + 5 + 3 * 2);
    expect(explored.coverage.complete).toBe(true);
  });

  it('are those of a brute-force enumeration', async () => {
    const bounds = fc.record({ maxFaultsPerSite: fc.integer({ min: 1, max: 3 }) });
    await fc.assert(
      fc.asyncProperty(trees, bounds, fc.boolean(), async (tree, bound, thorough) => {
        const limits = { maxFaults: 3, maxDepth: 9, ...bound };
        const explored = await explore(programOf(tree), { strategy, limits, thorough });
        expect([...explored.order].sort()).toEqual(allPaths(tree, { ...limits, thorough }));
      }),
      { seed: 20_262, numRuns: 60 },
    );
  });
});

describe('bounds per place', () => {
  it('leave all other sites free', async () => {
    expect(await levelsOf(twoSites, { maxFaults: 3 })).toEqual([1, 5, 10, 10]);
    const two = { maxFaults: 3, maxFaultsPerSite: 2 };
    expect(await levelsOf(twoSites, two)).toEqual([1, 5, 10, 10 - 1]);
    const one = { maxFaults: 3, maxFaultsPerSite: 1 };
    expect(await levelsOf(independent(5), one)).toEqual([1, 5, 0]);
  });

  it('tell sockets by their descriptors', async () => {
    const one = { maxFaults: 3, maxFaultsPerSocket: 1 };
    expect(await levelsOf(twoSockets, one)).toEqual([1, 5, 3 * 2, 0]);
    const two = { maxFaults: 3, maxFaultsPerSocket: 2 };
    expect(await levelsOf(twoSockets, two)).toEqual([1, 5, 10, 10 - 1]);
  });

  it('end a loop that tries again', async () => {
    const explored = await explore(retrying, { limits: { maxFaults: 9, maxFaultsPerSite: 3 } });
    // After up to three refused connections the send fails or not.
    expect(explored.order).toHaveLength(4 + 4);
    expect(describeCoverage(explored.coverage)).toBe(
      'all paths with at most 9 faults, 3 per call site: complete (8)',
    );
  });

  it('go without saying where they hide nothing', async () => {
    const limits = { maxFaults: 2, maxFaultsPerSite: 2, maxFaultsPerSocket: 1, maxPaths: 8 };
    const explored = await explore(twoSites, { strategy: 'breadth-first', limits });
    expect(describeCoverage(explored.coverage)).toBe(
      'all paths with at most 1 fault: complete (6); with 2: 2 of 6',
    );
    const whole = await explore(twoSites, { limits: { ...limits, maxPaths: 99 } });
    expect(describeCoverage(whole.coverage)).toBe(
      'all paths with at most 2 faults, 1 per socket: complete (12)',
    );
  });
});
