import { ok } from '../model/outcome.js';
import { beginning, type World } from '../model/world.js';

/** A world that has run once without faults knows what its server usually holds. */
export async function acquaint(worlds: readonly World[]): Promise<void> {
  await Promise.all(worlds.map(runWithoutFaults));
}

async function runWithoutFaults(world: World): Promise<void> {
  world.restore(beginning);
  while ((await world.runToChoice()).kind === 'choice') world.decide(ok);
}
