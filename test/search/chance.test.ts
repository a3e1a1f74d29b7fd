import { describe, expect, it } from 'vitest';
import { explore, type Explored } from './harness.js';
import { asking, haystack } from './programs.js';

const seeded = ['random', 'evolutionary'] as const;
const seeds = Array.from({ length: 20 }, (_, seed) => seed);
const limits = { maxFaults: 1 };

/** How many paths were run when the first defect was found. */
async function pathsToDefect(strategy: (typeof seeded)[number], seed: number): Promise<number> {
  const setup = { strategy, strategySeed: seed, stopAtFirst: true };
  return (await explore(haystack, setup)).progress.paths;
}

async function sum(counts: readonly Promise<number>[]): Promise<number> {
  return (await Promise.all(counts)).reduce((total, count) => total + count, 0);
}

describe.each(seeded)('%s', (strategy) => {
  const explored = async (strategySeed: number): Promise<Explored> =>
    explore(asking, { strategy, strategySeed });

  it('goes the same way for the same seed', async () => {
    for (const seed of seeds) {
      expect((await explored(seed)).order).toEqual((await explored(seed)).order);
    }
  });

  it('goes another way for another seed, to the same paths', async () => {
    const all = await Promise.all(seeds.map(explored));
    expect(new Set(all.map(({ order }) => order.join(' '))).size).toBe(seeds.length);
    const sets = all.map(({ order }) => [...order].sort().join(' '));
    expect(new Set(sets).size).toBe(1);
  });
});

describe('the order by chance', () => {
  it('is this one for random with seed 1', async () => {
    const { readable } = await explore(asking, { strategy: 'random', strategySeed: 1, limits });
    expect(readable).toEqual([
      'ok',
      'send#2=EPIPE',
      'connect#1=ECONNREFUSED',
      'recv#1=ECONNRESET',
      'recv#1=eof',
      'recv#2=eof',
      'recv#2=ECONNRESET',
      'send#1=EPIPE',
    ]);
  });

  it('is this one for evolutionary with seed 1', async () => {
    const setup = { strategy: 'evolutionary', strategySeed: 1, limits } as const;
    expect((await explore(asking, setup)).readable).toEqual([
      'ok',
      'send#2=EPIPE',
      'recv#1=ECONNRESET',
      'send#1=EPIPE',
      'connect#1=ECONNREFUSED',
      'recv#2=ECONNRESET',
      'recv#1=eof',
      'recv#2=eof',
    ]);
  });

  it('finds sooner by evolution, which tries again what brought something', async () => {
    const evolved = await sum(seeds.map(async (seed) => pathsToDefect('evolutionary', seed)));
    const random = await sum(seeds.map(async (seed) => pathsToDefect('random', seed)));
    expect(evolved).toBeLessThan(random / 2);
  });
});
