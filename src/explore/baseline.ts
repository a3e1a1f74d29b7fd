import type { ChoicePoint } from '../model/choice-point.js';
import { ok } from '../model/outcome.js';
import type { Termination } from '../model/termination.js';
import type { Verdict } from '../model/verdict.js';
import { beginning, type World } from '../model/world.js';
import { assert } from '../support/assert.js';
import { firstDifference, type Difference } from './difference.js';

/** What the fault-free run says of whether an exploration makes sense. */
export type Baseline =
  | {
      readonly kind: 'ok';
      /** In the order in which the first run met them. */
      readonly points: readonly ChoicePoint[];
      readonly termination: Termination;
      /** How the second run ended. */
      readonly again: Termination;
    }
  | { readonly kind: 'failed'; readonly termination: Termination; readonly verdict: Verdict }
  | { readonly kind: 'unrepeatable'; readonly difference: Difference }
  | { readonly kind: 'no-choice-points'; readonly termination: Termination };

interface FaultFreeRun {
  readonly points: readonly ChoicePoint[];
  readonly termination: Termination;
}

/**
 * Runs the world twice without a fault. Both runs must pass and meet the same choice points,
 * otherwise no finding could be told from noise, and no path could be found again.
 */
export async function checkBaseline(
  world: World,
  judge: (termination: Termination) => Verdict,
): Promise<Baseline> {
  const first = await faultFreeRun(world);
  const failedFirst = failure(first, judge);
  if (failedFirst !== undefined) return failedFirst;
  const second = await faultFreeRun(world);
  const failedSecond = failure(second, judge);
  if (failedSecond !== undefined) return failedSecond;
  const difference = firstDifference(first.points, second.points);
  if (difference !== undefined) return { kind: 'unrepeatable', difference };
  const { points, termination } = first;
  if (points.length === 0) return { kind: 'no-choice-points', termination };
  return { kind: 'ok', points, termination, again: second.termination };
}

function failure(
  { termination }: FaultFreeRun,
  judge: (termination: Termination) => Verdict,
): Baseline | undefined {
  const verdict = judge(termination);
  return verdict.kind === 'passed' ? undefined : { kind: 'failed', termination, verdict };
}

async function faultFreeRun(world: World): Promise<FaultFreeRun> {
  const points: ChoicePoint[] = [];
  world.restore(beginning);
  for (;;) {
    const step = await world.runToChoice();
    assert(step.kind !== 'diverged', 'a run from the beginning has no path to leave');
    if (step.kind === 'ended') return { points, termination: step.termination };
    points.push(step.point);
    world.decide(ok);
  }
}
