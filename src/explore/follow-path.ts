import type { ChoicePoint } from '../model/choice-point.js';
import { ok, outcomeId, type Outcome } from '../model/outcome.js';
import type { Decision, Path } from '../model/path.js';
import type { Termination } from '../model/termination.js';
import { beginning, type World } from '../model/world.js';
import { assert } from '../support/assert.js';
import { beginningStart } from './start.js';
import { Walk } from './walk.js';

/** Whether a choice point is the one at which a decision is to be taken. */
export type IsPlace = (point: ChoicePoint, decision: Decision) => boolean;

interface Followed {
  readonly walk: Walk;
  /** Decisions whose choice points never came up. */
  readonly missing: Path;
  readonly termination: Termination;
}

/** Runs the world from its beginning, and takes the decisions where their choice points come up. */
export async function followPath(
  world: World,
  path: Path,
  isPlace: IsPlace = isSamePoint,
): Promise<Followed> {
  const walk = new Walk(beginningStart);
  const ahead = [...path];
  world.restore(beginning);
  for (;;) {
    const step = await world.runToChoice();
    assert(step.kind !== 'diverged', 'a run from the beginning has no path to leave');
    if (step.kind === 'ended') return { walk, missing: ahead, termination: step.termination };
    const { point } = step;
    const next = ahead[0];
    const outcome = next !== undefined && isPlace(point, next) ? next.outcome : ok;
    if (outcome !== ok) ahead.shift();
    walk.meet(point);
    walk.take(point, outcome);
    world.decide(asOffered(point, outcome));
  }
}

function isSamePoint(point: ChoicePoint, { at }: Decision): boolean {
  return point.id === at;
}

function asOffered(point: ChoicePoint, outcome: Outcome): Outcome {
  const id = outcomeId(outcome);
  return point.outcomes.find((offered) => outcomeId(offered) === id) ?? outcome;
}
