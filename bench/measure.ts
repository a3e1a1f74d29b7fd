import { settingsOf } from './settings.js';
import { createStrategy } from '../src/explore/create-strategy.js';
import { search } from '../src/explore/explorer.js';
import { ok } from '../src/model/outcome.js';
import type { Settings } from '../src/model/settings.js';
import { beginning, type Checkpoint, type World } from '../src/model/world.js';
import { isDefect } from '../src/oracle/is-defect.js';
import { judge } from '../src/oracle/judge.js';
import type * as remote from '../src/worker/remote-world.js';
import { neededPaths } from '../src/campaign/needed-paths.js';
import { median } from './statistics.js';
import type { BenchWorld } from './worlds.js';

/** One line of the table; times in milliseconds, medians. */
export interface Row {
  readonly world: string;
  readonly engine: string;
  /** Taking one checkpoint. */
  readonly saveMs: number;
  /** Putting the world back; for `replay`, executing it again up to the choice. */
  readonly restoreMs: number;
  /** The exploration of every single fault. */
  readonly exploreMs: number;
  readonly paths: number;
  /** How many explorations the median is of. */
  readonly explorations: number;
  /** Ways back that had to be executed again although `rewind` was asked for. */
  readonly refused: number;
}

type Engine = 'rewind' | 'replay';

const samples = 9;
/** Explorations are repeated until they have taken so long together, or often enough. */
const exploringMs = 10_000;

export async function measure(bench: BenchWorld, engine: Engine): Promise<Row> {
  const settings = settingsOf(bench, engine);
  // One worker for all: the first few times a just-in-time compiler is at work as well.
  await using world = await openWorld(settings);
  const explored = await exploreOften(world, settings);
  const steps = await sampleSteps(world);
  return { world: bench.name, engine, ...steps, ...explored };
}

async function openWorld(settings: Settings): Promise<World> {
  // The built worker: only it can be started as a process.
  const url = new URL('../dist/worker/remote-world.js', import.meta.url).href;
  const { RemoteWorld } = (await import(url)) as typeof remote;
  return RemoteWorld.open(settings, neededPaths(settings));
}

async function exploreOften(
  world: World,
  settings: Settings,
): Promise<Pick<Row, 'exploreMs' | 'paths' | 'explorations' | 'refused'>> {
  await explore(world, settings); // once to warm up
  const took: number[] = [];
  let paths = 0;
  const until = performance.now() + exploringMs;
  while (took.length < 3 || (took.length < samples && performance.now() < until)) {
    const startedAt = performance.now();
    paths = await explore(world, settings);
    took.push(performance.now() - startedAt);
  }
  const { refusals } = await world.travel();
  const refused = Object.values(refusals).reduce((sum, count) => sum + count, 0);
  return { exploreMs: median(took), paths, explorations: took.length, refused };
}

async function explore(world: World, settings: Settings): Promise<number> {
  const result = await search({
    worlds: [world],
    strategy: createStrategy(settings.strategy),
    limits: settings.limits,
    stopAtFirst: false,
    oracle: {
      judge: (termination) => judge(termination, settings, undefined),
      isDefect: (verdict) => isDefect(verdict, settings),
    },
    events: { onPoint: () => undefined, onRun: () => undefined, onDefect: () => undefined },
    recorded: new Map(),
    signal: new AbortController().signal,
    now: () => performance.now(),
  });
  return result.progress.paths;
}

/** A checkpoint at every choice of the fault-free run, then back to each, the last one first. */
async function sampleSteps(world: World): Promise<Pick<Row, 'saveMs' | 'restoreMs'>> {
  const saves: number[] = [];
  const restores: number[] = [];
  while (restores.length < samples) {
    const places = await saveEverywhere(world, saves);
    for (const place of places.toReversed()) {
      restores.push(await timeBack(world, place));
      world.drop(place);
    }
  }
  return { saveMs: median(saves), restoreMs: median(restores) };
}

async function saveEverywhere(world: World, saves: number[]): Promise<readonly Checkpoint[]> {
  const places: Checkpoint[] = [];
  world.restore(beginning);
  for (let step = await world.runToChoice(); step.kind === 'choice';) {
    const before = await world.travel();
    places.push(world.checkpoint());
    saves.push((await world.travel()).savingMs - before.savingMs);
    world.decide(ok);
    step = await world.runToChoice();
  }
  return places;
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
