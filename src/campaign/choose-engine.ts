import type { ChoicePoint } from '../model/choice-point.js';
import { ok } from '../model/outcome.js';
import type { EngineName, Settings } from '../model/settings.js';
import { beginning, type Checkpoint, type World } from '../model/world.js';
import { leadingReason } from './travel-text.js';

/** Which engine is used, and why it is not the other one. */
export interface EngineChoice {
  readonly engine: Exclude<EngineName, 'auto'>;
  readonly why?: string;
}

/** How often a way back is measured; the fastest counts, because others disturb it. */
const tries = 3;

/**
 * The engine that is asked for; for `auto` the one that is faster for this program.
 * @param runMs what one run from the beginning took, in milliseconds
 */
export async function chooseEngine(
  world: World,
  { engine }: Settings,
  points: readonly ChoicePoint[],
  runMs: number,
): Promise<EngineChoice> {
  if (engine !== 'auto') return { engine };
  const branching = new Set(
    points.filter(({ outcomes }) => outcomes.length > 1).map(({ id }) => id),
  );
  if (branching.size === 0) return { engine: 'replay' };
  const { savingMs, checkpoints } = await saveEverywhere(world, branching);
  const rewoundMs = await timeBack(world, checkpoints);
  for (const checkpoint of checkpoints) world.drop(checkpoint);
  const { rewound, refusals } = await world.travel();
  if (rewound < tries) return { engine: 'replay', why: `no rewind: ${leadingReason(refusals)}` };
  // A path saves on its way what lies behind the choice: about half of the choices.
  const pathMs = rewoundMs + Math.max(0, savingMs - runMs) / 2;
  if (pathMs < runMs) return { engine: 'rewind' };
  return { engine: 'replay', why: `faster here: ${times(runMs, pathMs)}` };
}

function times(runMs: number, pathMs: number): string {
  return `${runMs.toFixed(1)} ms a path, against ${pathMs.toFixed(1)} ms by rewinding`;
}

async function saveEverywhere(
  world: World,
  branching: ReadonlySet<string>,
): Promise<{ savingMs: number; checkpoints: readonly Checkpoint[] }> {
  const startedAt = performance.now();
  const checkpoints: Checkpoint[] = [];
  world.restore(beginning);
  for (;;) {
    const step = await world.runToChoice();
    if (step.kind !== 'choice') break;
    if (branching.has(step.point.id)) checkpoints.push(world.checkpoint());
    world.decide(ok);
  }
  return { savingMs: performance.now() - startedAt, checkpoints };
}

/** From the end back to the choice in the middle, and to the end again. */
async function timeBack(world: World, checkpoints: readonly Checkpoint[]): Promise<number> {
  const middle = checkpoints[checkpoints.length >> 1] ?? beginning;
  let fastest = Infinity;
  for (let i = 0; i < tries; i++) {
    const startedAt = performance.now();
    world.restore(middle);
    world.decide(ok);
    while ((await world.runToChoice()).kind === 'choice') world.decide(ok);
    fastest = Math.min(fastest, performance.now() - startedAt);
  }
  return fastest;
}
