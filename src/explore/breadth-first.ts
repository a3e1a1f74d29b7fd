import type { ChoicePoint } from '../model/choice-point.js';
import type { Mark } from '../model/path.js';
import { RankedQueue } from './ranked-queue.js';
import type { Alternatives, Strategy } from './strategy.js';

/**
 * All paths with one fault before those with two, in order of discovery. There is a queue per
 * number of faults, because parallel runs finish out of turn and one queue would mix the levels.
 */
export class BreadthFirst implements Strategy {
  private readonly levels = new RankedQueue<Mark>();

  next(): Mark | undefined {
    return this.levels.take();
  }

  choose(_point: ChoicePoint, alternatives: Alternatives): Mark {
    const [current, ...others] = alternatives;
    for (const mark of others) this.levels.put(mark, mark.path.length);
    return current;
  }

  observe(): void {
    // Its order does not depend on how runs end.
  }
}
