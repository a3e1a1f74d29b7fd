import { describe, expect, it } from 'vitest';
import { allStrategies, explore } from './harness.js';
import { brittle, careful, independent, retrying } from './programs.js';

/** n over k. */
function choose(n: number, k: number): number {
  let result = 1;
  for (let i = 1; i <= k; i += 1) result = (result * (n - k + i)) / i;
  return result;
}

function sumOfChoose(n: number, max: number): number {
  let sum = 0;
  for (let k = 0; k <= max; k += 1) sum += choose(n, k);
  return sum;
}

describe.each(allStrategies)('%s', (strategy) => {
  it.each([
    [1, 0],
    [4, 1],
    [5, 2],
    [6, 3],
    [6, 6],
    [7, 9],
  ])('has the sum of n over k paths for n = %i and at most %i faults', async (n, maxFaults) => {
    const explored = await explore(independent(n), { strategy, limits: { maxFaults } });
    expect(explored.order).toHaveLength(sumOfChoose(n, maxFaults));
    expect(new Set(explored.order).size).toBe(explored.order.length);
    expect(explored.coverage.complete).toBe(true);
    expect(explored.coverage.levels.map((level) => level.done).slice(0, maxFaults + 1)).toEqual(
      Array.from({ length: Math.min(n + 1, maxFaults) + 1 }, (_, k) => choose(n, k)),
    );
  });

  it('has two outcomes more per call: the sum of (n over k) times 2 to the k', async () => {
    const explored = await explore(independent(5, ['EIO', 'eof']), { strategy });
    expect(explored.order).toHaveLength(1 + 5 * 2 + 10 * 4);
  });

  it('visits one path per call of a program that gives up at the first failure', async () => {
    const explored = await explore(careful(['socket', 'connect', 'send', 'recv']), { strategy });
    expect(explored.order).toHaveLength(5);
    expect(explored.progress).toEqual({
      paths: 5,
      pending: 0,
      choicePoints: 4,
      checkpoints: 4,
      defectRuns: 0,
      diverged: 0,
    });
  });

  it('bounds a retry loop by the number of faults', async () => {
    // After k refused connections the send fails or not; with k = maxFaults it is not asked.
    const limits = { maxFaults: 5 };
    const explored = await explore(retrying, { strategy, limits });
    expect(explored.order).toHaveLength(6 + 5);
    expect(explored.coverage.complete).toBe(true);
  });

  it('bounds a retry loop by the depth, and says so', async () => {
    const limits = { maxFaults: 1000, maxDepth: 4 };
    const explored = await explore(retrying, { strategy, limits });
    // 0 to 4 refusals; the send is within 4 branching points after at most 2, and it may fail.
    expect(explored.order).toHaveLength(5 + 3);
    expect(explored.coverage.complete).toBe(false);
    expect(explored.coverage.levels.flatMap((level) => level.cutBy)).toContain('depth');
  });

  it('gives every checkpoint back, once', async () => {
    const explored = await explore(brittle, { strategy });
    const [world] = explored.worlds;
    expect(explored.progress.checkpoints).toBeGreaterThan(0);
    expect([...(world?.held ?? [])]).toEqual([]);
  });

  it('finds a defect that only a second fault reveals', async () => {
    const explored = await explore(brittle, { strategy });
    const defects = explored.finished.filter(({ run }) => run.verdict.kind === 'crash-status');
    // Two of three receives, each in two ways.
    expect(defects).toHaveLength(3 * 4);
    expect(defects.every(({ sites }) => sites.length === 2)).toBe(true);
    expect(explored.progress.defectRuns).toBe(12);
  });
});
