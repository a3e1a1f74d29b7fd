import { ok } from '../src/model/outcome.js';
import type { Settings } from '../src/model/settings.js';
import { beginning, type Checkpoint, type World } from '../src/model/world.js';
import type * as openWorlds from '../src/campaign/open-worlds.js';

/** Single measurements, in the order in which they were made. */
interface Steps {
  /** Taking one checkpoint, in milliseconds. */
  readonly saveMs: number[];
  /** Putting the world back; for `replay`, executing it again up to the choice. */
  readonly restoreMs: number[];
  /** What one checkpoint takes, beyond what it shares with those before it. */
  readonly bytes: number[];
}

/** Disposing of it ends the worker. */
export async function openWorld(settings: Settings): Promise<World> {
  // The built modules: only those can start a worker as a process.
  const url = new URL('../dist/campaign/open-worlds.js', import.meta.url).href;
  const { Worlds } = (await import(url)) as typeof openWorlds;
  return (await Worlds.open(settings, 1)).all[0];
}

/**
 * A checkpoint at every choice of the fault-free run, then back to each, the last one first.
 * @param least how many ways back are measured at least
 * @param perRun how many checkpoints are taken in one run at most: the first shares nothing
 */
export async function sampleSteps(world: World, least: number, perRun = Infinity): Promise<Steps> {
  const steps: Steps = { saveMs: [], restoreMs: [], bytes: [] };
  while (steps.restoreMs.length < least) {
    const places = await saveOften(world, steps, perRun);
    for (const place of places.toReversed()) {
      steps.restoreMs.push(await timeBack(world, place));
      world.drop(place);
    }
  }
  return steps;
}

async function saveOften(world: World, steps: Steps, most: number): Promise<readonly Checkpoint[]> {
  const places: Checkpoint[] = [];
  world.restore(beginning);
  for (let step = await world.runToChoice(); step.kind === 'choice';) {
    if (places.length < most) places.push(await save(world, steps));
    world.decide(ok);
    step = await world.runToChoice();
  }
  return places;
}

async function save(world: World, { saveMs, bytes }: Steps): Promise<Checkpoint> {
  const before = await world.travel();
  const place = world.checkpoint();
  const after = await world.travel();
  saveMs.push(after.savingMs - before.savingMs);
  bytes.push(after.checkpointBytes - before.checkpointBytes);
  return place;
}

async function timeBack(world: World, place: Checkpoint): Promise<number> {
  const before = await world.travel();
  const startedAt = performance.now();
  world.restore(place);
  world.decide(ok);
  let step = await world.runToChoice();
  const wallMs = performance.now() - startedAt;
  const after = await world.travel();
  while (step.kind === 'choice') {
    world.decide(ok);
    step = await world.runToChoice();
  }
  return after.rewound === before.rewound ? wallMs : after.rewindingMs - before.rewindingMs;
}
