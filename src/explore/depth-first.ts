import type { ChoicePoint } from '../model/choice-point.js';
import type { Mark } from '../model/path.js';
import type { Alternatives, Strategy } from './strategy.js';

/**
 * Classic backtracking: the deepest alternative first, the outcomes of one point in order. The
 * frontier stays as small as one path is long, times the outcomes of a point.
 */
export class DepthFirst implements Strategy {
  private readonly stack: Mark[] = [];

  next(): Mark | undefined {
    return this.stack.pop();
  }

  choose(_point: ChoicePoint, alternatives: Alternatives): Mark {
    const [current, ...others] = alternatives;
    this.stack.push(...others.reverse());
    return current;
  }

  observe(): void {
    // Its order does not depend on how runs end.
  }
}
