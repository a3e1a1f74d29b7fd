import type { ChoicePoint } from '../model/choice-point.js';
import type { Walk } from './walk.js';

/** Where a run is left, and why: everything from there on is explored elsewhere, or comes again. */
export interface Joined {
  readonly kind: 'joined';
  readonly where: 'explored' | 'before';
}

/**
 * `again`: the run itself was here, and nobody has done anything to it since. It goes on until a
 * limit of a run ends it at the latest, and the oracle judges it; to branch would bring nothing.
 */
type Meeting = 'new' | 'again' | Joined;

/** The states in which the world was at choice points, and the fewest faults spent until then. */
export class VisitedStates {
  private readonly fewest = new Map<string, number>();

  /** @param wentOn of a run that is taken from a journal: whether it did so here */
  meet(walk: Walk, { state }: ChoicePoint, wentOn: boolean | undefined): Meeting {
    if (state === undefined) return 'new';
    const faults = walk.path.length;
    const before = walk.lastIn(state);
    walk.isIn(state);
    if (before?.faults === faults) {
      if (before.repeats === walk.repeats) return 'again';
      return { kind: 'joined', where: 'before' };
    }
    const fewest = this.fewest.get(state);
    const isExplored = fewest !== undefined && fewest <= faults;
    if (wentOn === undefined ? isExplored : !wentOn) return { kind: 'joined', where: 'explored' };
    this.fewest.set(state, Math.min(faults, fewest ?? faults));
    return 'new';
  }
}
