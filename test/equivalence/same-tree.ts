import type { Settings } from '../../src/model/settings.js';
import { firstDifference } from './compare-trees.js';
import { exploreTree } from './explored-tree.js';
import { ringEngine } from './ring-engine.js';
import { TravelAccount } from './travel-account.js';

interface Comparison {
  readonly paths: number;
  readonly difference: string | undefined;
}

/** Explores with both engines and compares; how the worlds went back is added to the accounts. */
export async function compareEngines(
  settings: Settings,
  ...accounts: readonly TravelAccount[]
): Promise<Comparison> {
  const left = await exploreTree({ ...settings, engine: ringEngine });
  const right = await exploreTree({ ...settings, engine: 'replay' });
  for (const account of accounts) account.add(left.travel);
  const difference = firstDifference(left, right);
  return { paths: right.runs.size, difference };
}

/** Prints how much was rewound. @throws with the first difference of the two trees */
export async function expectSameTree(title: string, settings: Settings): Promise<void> {
  const account = new TravelAccount();
  const { paths, difference } = await compareEngines(settings, account);
  console.log(`${title}: ${paths} paths, ${account.describe()}`);
  if (paths === 0) throw new Error(`${title}: nothing was explored`);
  if (difference !== undefined) throw new Error(`${title}: ${difference}`);
}
