import { strategies, type StrategyName } from '../../src/model/settings.js';
import { quartiles, type Quartiles } from '../statistics.js';
import type { RecordedTree } from './record.js';
import { tryOrder, type Finds } from './try-order.js';

/** How far a strategy had to go; without a seed all three quartiles are the same. */
export interface OrderResult {
  readonly strategy: StrategyName;
  readonly seeds: number;
  readonly first: { readonly paths: Quartiles; readonly ms: Quartiles };
  readonly all: { readonly paths: Quartiles; readonly ms: Quartiles };
}

const seeded: readonly StrategyName[] = ['random', 'evolutionary'];
const seedsOfChance = 20;

/** Every strategy that has a name; those that draw lots with many seeds. */
export async function measureOrders(tree: RecordedTree): Promise<readonly OrderResult[]> {
  const results: OrderResult[] = [];
  for (const strategy of strategies) {
    const seeds = seeded.includes(strategy) ? seedsOfChance : 1;
    const all: Finds[] = [];
    for (let seed = 0; seed < seeds; seed++) all.push(await tryOrder(tree, strategy, seed));
    results.push({ strategy, seeds, first: spread(all, 'first'), all: spread(all, 'all') });
  }
  return results;
}

function spread(all: readonly Finds[], which: keyof Finds): OrderResult['first'] {
  return {
    paths: quartiles(all.map((finds) => finds[which].paths)),
    ms: quartiles(all.map((finds) => finds[which].ms)),
  };
}
