import type { Settings } from '../../src/model/settings.js';
import { exploreByHand } from './explore-by-hand.js';
import { openWorld, settingsFor } from './explore-fixture.js';

type Plan = Parameters<typeof settingsFor>[1];

/** The two engines that trace the programs themselves. */
export const tracingEngines = ['rewind', 'replay'] as const satisfies Settings['engine'][];

/** What is printed on each path, twice in one world: with rewinds, if the engine can. */
export async function outputsOf(
  command: readonly string[],
  plan: Plan,
  faultsMax = 1,
): Promise<readonly object[]> {
  await using world = await openWorld(settingsFor(command, plan));
  const once = await exploreByHand(world, faultsMax);
  return [once, await exploreByHand(world, faultsMax)];
}
