import type { ChoicePoint } from '../model/choice-point.js';
import type { FaultLimits } from './fault-bounds.js';
import { isNoMore, spentBy, type Spent } from './spent.js';
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

/** A run went on from a state, with so many faults behind it. */
interface Visit {
  readonly faults: number;
  readonly spent: Spent;
  /** Key of the run's start. */
  readonly by: string;
}

/** The states in which the world was at choice points, and what was spent until then. */
export class VisitedStates {
  private readonly visits = new Map<string, readonly Visit[]>();
  private readonly whole = new Set<string>();

  constructor(private readonly limits: FaultLimits) {}

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
    const visit = { faults, spent: spentBy(walk, this.limits), by: walk.key };
    const visits = this.visits.get(state) ?? [];
    const isExplored = visits.some((earlier) => this.covers(earlier, visit));
    if (wentOn === undefined ? isExplored : !wentOn) return { kind: 'joined', where: 'explored' };
    this.visits.set(state, [...visits, visit]);
    return 'new';
  }

  /** A run from this start has come to its end: what it met on the way has a way on. */
  ended(start: string): void {
    this.whole.add(start);
  }

  /**
   * Two runs at the same time must not be left each for the other's sake; with more faults behind
   * it, none is what another is left for.
   */
  private covers(earlier: Visit, now: Visit): boolean {
    const goesOn = earlier.faults < now.faults || this.whole.has(earlier.by);
    return goesOn && isNoMore(earlier.spent, now.spent);
  }
}
