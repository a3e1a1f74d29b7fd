import { spread, type Spread } from '../statistics.js';
import { settingsOf } from '../settings.js';
import { openWorld, sampleSteps } from '../steps.js';
import type { BenchWorld } from '../worlds.js';
import type { EngineUnderTest } from './engines.js';

/** What the first checkpoint of a run costs, which shares nothing; times in milliseconds. */
export interface StepsResult {
  readonly world: string;
  readonly engine: string;
  readonly saveMs: Spread;
  readonly restoreMs: Spread;
  readonly bytes: Spread;
  readonly runs: number;
  /** Ways back that had to be executed again, with the reasons. */
  readonly refusals: Readonly<Record<string, number>>;
}

/** @returns why it cannot be measured, in words */
export async function measureSteps(
  world: BenchWorld,
  engine: EngineUnderTest,
  runs: number,
): Promise<StepsResult | string> {
  try {
    return await measured(world, engine, runs);
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

async function measured(
  bench: BenchWorld,
  { name: engine, config }: EngineUnderTest,
  runs: number,
): Promise<StepsResult> {
  const settings = settingsOf({ ...bench, config: { ...bench.config, ...config } }, config.engine);
  await using world = await openWorld(settings);
  await sampleSteps(world, 1, 1); // while the worker's code is being compiled
  const { saveMs, restoreMs, bytes } = await sampleSteps(world, runs, 1);
  const { refusals } = await world.travel();
  return {
    world: bench.name,
    engine,
    saveMs: spread(saveMs),
    restoreMs: spread(restoreMs),
    bytes: spread(bytes),
    runs: restoreMs.length,
    refusals,
  };
}
