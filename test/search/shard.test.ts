import fc from 'fast-check';
import { expect, it } from 'vitest';
import { allStrategies, explore, type Explored } from './harness.js';
import { programOf, trees } from './programs.js';

it('shards do what one exploration does, and nothing but the beginning twice', async () => {
  const strategy = fc.constantFrom(...allStrategies);
  const of = fc.integer({ min: 1, max: 4 });
  await fc.assert(
    fc.asyncProperty(trees, of, strategy, fc.boolean(), async (tree, count, name, thorough) => {
      const setup = { strategy: name, thorough, limits: { maxFaults: 3 } };
      const whole = await explore(programOf(tree), setup);
      const parts: Explored[] = [];
      for (let part = 1; part <= count; part += 1) {
        const shard = { part, of: count };
        parts.push(await explore(programOf(tree), { ...setup, shard }));
      }
      const faulty = (explored: Explored): readonly string[] => explored.order.slice(1);
      expect(parts.map(({ order }) => order[0])).toEqual(parts.map(() => 'ok'));
      expect(parts.flatMap(faulty).sort()).toEqual([...faulty(whole)].sort());
      expect(parts.every(({ coverage }) => coverage.complete)).toBe(true);
      expectSameAlike(parts, whole);
    }),
    { seed: 20_261, numRuns: 100 },
  );
});

/** At the first level all shards see all that is alike, deeper down only what is theirs. */
function expectSameAlike(parts: readonly Explored[], whole: Explored): void {
  for (const { faults, alike } of whole.coverage.levels) {
    const counts = parts.map(({ coverage }) => coverage.levels[faults]?.alike ?? 0);
    const together = counts.reduce((sum, count) => sum + count, 0);
    if (faults <= 1) expect(counts).toEqual(parts.map(() => alike));
    else expect(together).toBe(alike);
  }
}
