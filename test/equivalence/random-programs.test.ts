import { availableParallelism } from 'node:os';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Workbench } from '../kernel/workbench.js';
import { inPool } from './in-pool.js';
import { randomProgram, type RandomProgram } from './random-program.js';
import { randomSettings } from './random-settings.js';
import { ringSeeds, rewoundPercent } from './ring-engine.js';
import { compareEngines } from './same-tree.js';
import { TravelAccount } from './travel-account.js';

// Each world keeps to one processor, and two may choose the same one.
const atOnce = availableParallelism() + 1;
const seedsPerTest = 20;

let bench: Workbench;
let script: string;
const account = new TravelAccount();
let worlds = 0;

beforeAll(async () => {
  bench = new Workbench();
  script = await bench.compile('../../equivalence/fixtures/script');
});

afterAll(() => bench[Symbol.dispose]());

describe('random programs', () => {
  it.each(chunks(ringSeeds()))('of seeds $from to $to do the same', async ({ seeds }) => {
    const failures = await inPool(atOnce, seeds, failureOf);
    expect(failures.filter((failure) => failure !== undefined).join('\n\n')).toBe('');
  });

  it(`are rewound in ${rewoundPercent} of 100 restores`, () => {
    console.log(`all random programs: ${account.describe()}`);
    expect(worlds).toBeGreaterThan(0);
    expect(account.percent(worlds)).toBeGreaterThanOrEqual(rewoundPercent);
  });
});

async function failureOf(seed: number): Promise<string | undefined> {
  const drawn = randomProgram(seed);
  const own = new TravelAccount();
  try {
    const { paths, difference } = await compareEngines(randomSettings(script, drawn), own, account);
    worlds += 1;
    console.log(`seed ${seed}: ${paths} paths, ${own.describe()}`);
    return difference === undefined ? undefined : described(drawn, difference);
  } catch (error) {
    return described(drawn, error instanceof Error ? (error.stack ?? error.message) : 'thrown');
  }
}

function described({ seed, sutIs, client, server }: RandomProgram, difference: string): string {
  return [
    `seed ${seed}: ${difference}`,
    `again: CHOKEPOINT_SEEDS=${seed}-${seed} npm run ring equivalence -- -t 'random programs'`,
    `client${sutIs === 'client' ? ', explored' : ''}: ${quoted(client)}`,
    `server${sutIs === 'server' ? ', explored' : ''}: ${quoted(server)}`,
  ].join('\n');
}

function quoted(script: readonly string[]): string {
  return script.map((operation) => `'${operation}'`).join(' ');
}

interface Chunk {
  readonly seeds: readonly number[];
  readonly from: number;
  readonly to: number;
}

function chunks(seeds: readonly number[]): readonly Chunk[] {
  const count = Math.ceil(seeds.length / seedsPerTest);
  return Array.from({ length: count }, (_, index) => {
    const own = seeds.slice(index * seedsPerTest, (index + 1) * seedsPerTest);
    return { seeds: own, from: own[0] ?? 0, to: own.at(-1) ?? 0 };
  });
}
