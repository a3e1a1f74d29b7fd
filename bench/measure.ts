import { settingsOf } from './settings.js';
import { createStrategy } from '../src/explore/create-strategy.js';
import { search } from '../src/explore/explorer.js';
import type { Settings } from '../src/model/settings.js';
import type { World } from '../src/model/world.js';
import { isDefect } from '../src/oracle/is-defect.js';
import { judge } from '../src/oracle/judge.js';
import { median } from './statistics.js';
import { openWorld, sampleSteps } from './steps.js';
import type { BenchWorld } from './worlds.js';

/** One line of the table; times in milliseconds, medians. */
export interface Row {
  readonly world: string;
  readonly engine: string;
  readonly saveMs: number;
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
  const steps = await sampleSteps(world, samples);
  const [saveMs, restoreMs] = [median(steps.saveMs), median(steps.restoreMs)];
  return { world: bench.name, engine, saveMs, restoreMs, ...explored };
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
    strategy: createStrategy(settings, undefined),
    limits: settings.limits,
    thorough: settings.thorough,
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
