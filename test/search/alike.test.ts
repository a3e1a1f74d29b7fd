import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { describeCoverage } from '../../src/explore/describe-coverage.js';
import { allPaths } from './brute-force.js';
import { io, type Program } from './fake-world.js';
import { allStrategies, explore } from './harness.js';
import { brittle, independent, programOf, retrying, trees } from './programs.js';
import { sutExited } from './terminations.js';

const thorough = false;

/** Two sends that a rule each asks for: the same outcome, by its number among all requests. */
const asked: Program = function* () {
  for (const request of [0, 1, 1]) yield { ...io('send', 'EIO'), asked: [{ request }] };
  return sutExited(0);
};

describe.each(allStrategies)('what is alike is explored once (%s)', (strategy) => {
  it('of a loop, the first turn without a fault and the first after each', async () => {
    const explored = await explore(independent(5), { strategy, thorough });
    // The fault-free path, a failing send, and another one after it.
    expect(explored.readable).toEqual(['ok', 'send#1=EIO', 'send#1=EIO send#2=EIO']);
    expect(explored.coverage.levels.map(({ alike }) => alike)).toEqual([0, 4, 3]);
    expect(explored.coverage.complete).toBe(true);
    expect(describeCoverage(explored.coverage)).toBe(
      'all paths with at most 2 faults: complete (3); left out as alike: 7',
    );
  });

  it('each outcome by itself, also as what was before another', async () => {
    const limits = { maxFaults: 3 };
    const program = independent(4, ['EIO', 'eof']);
    const explored = await explore(program, { strategy, thorough, limits });
    expect(explored.order).toHaveLength(1 + 2 + 4 + 8);
    // At the first level three sends are left, each in two ways, and so on.
    expect(explored.coverage.levels.map(({ alike }) => alike)).toEqual([0, 6, 8, 8]);
  });

  it('with all that happens below it', async () => {
    const explored = await explore(brittle, { strategy, thorough });
    expect([...explored.readable].sort()).toEqual([
      'connect#1=ECONNREFUSED',
      'ok',
      'recv#1=ECONNRESET',
      'recv#1=ECONNRESET recv#2=ECONNRESET',
      'recv#1=ECONNRESET recv#2=eof',
      'recv#1=eof',
      'recv#1=eof recv#2=ECONNRESET',
      'recv#1=eof recv#2=eof',
    ]);
    expect(explored.progress.checkpoints).toBe(2 + 2);
  });

  it('but not where only the number of faults before is another', async () => {
    const limits = { maxFaults: 4 };
    const all = await explore(retrying, { strategy, limits });
    const explored = await explore(retrying, { strategy, thorough, limits });
    expect([...explored.order].sort()).toEqual([...all.order].sort());
    expect(explored.coverage.levels.map(({ alike }) => alike)).toEqual([0, 0, 0, 0, 0]);
  });

  it('but not where another rule asks for it', async () => {
    const requests = ['EIO', 'EIO'];
    const explored = await explore(asked, { strategy, thorough, requests });
    // What comes after the one fault is no more like what comes after the other.
    expect([...explored.readable].sort()).toEqual([
      'ok',
      'send#1=EIO',
      'send#1=EIO send#2=EIO',
      'send#2=EIO',
      'send#2=EIO send#3=EIO',
    ]);
    expect(explored.requests.map(({ paths }) => paths > 0)).toEqual([true, true]);
  });
});

describe('what is alike', () => {
  it('is not called cut by a bound, and what is cut is not called alike', async () => {
    const limits = { maxDepth: 1 };
    const explored = await explore(independent(5), { thorough, limits });
    expect(describeCoverage(explored.coverage)).toBe(
      'all paths with at most 1 fault: complete (2); ' +
        'with 2: 0 of at least 0, cut by the depth bound; left out as alike: 4',
    );
  });

  it('is counted once, however often a run is tried', async () => {
    const program: Program = function* (execution) {
      yield io('connect', 'EIO');
      if (execution === 1) yield io('bind', 'EIO');
      for (let turn = 0; turn < 3; turn += 1) yield io('send', 'EIO');
      return sutExited(0);
    };
    const explored = await explore(program, { thorough, limits: { maxFaults: 1 } });
    expect(explored.progress.diverged).toBe(1);
    expect(explored.coverage.levels[1]?.alike).toBe(2);
  });

  it('is what a brute-force enumeration leaves out', async () => {
    const bounds = fc.record({ maxFaults: fc.nat(4), maxDepth: fc.nat(6) });
    const strategy = fc.constantFrom(...allStrategies);
    await fc.assert(
      fc.asyncProperty(trees, bounds, strategy, fc.nat(2), async (tree, limits, name, lanes) => {
        const setup = { strategy: name, limits, thorough, jobs: lanes + 1 };
        const explored = await explore(programOf(tree), setup);
        expect([...explored.order].sort()).toEqual(allPaths(tree, { ...limits, thorough }));
      }),
      { seed: 20_261, numRuns: 300 },
    );
  });
});
