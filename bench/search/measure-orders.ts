import { strategies, type StrategyName } from '../../src/model/settings.js';
import { quartiles, type Quartiles } from '../statistics.js';
import type { RecordedTree } from './record.js';
import { tryOrder, type Finds } from './try-order.js';

/** How far a strategy had to go; without a seed all three quartiles are the same. */
export interface OrderResult extends Readonly<Record<keyof Finds, Effort>> {
  readonly strategy: StrategyName;
  readonly seeds: number;
}

interface Effort {
  readonly paths: Quartiles;
  readonly ms: Quartiles;
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
    const [first, single] = [effort(all, 'first'), effort(all, 'single')];
    results.push({ strategy, seeds, first, single, all: effort(all, 'all') });
  }
  return results;
}

function effort(all: readonly Finds[], which: keyof Finds): Effort {
  return {
    paths: quartiles(all.map((finds) => finds[which].paths)),
    ms: quartiles(all.map((finds) => finds[which].ms)),
  };
}
