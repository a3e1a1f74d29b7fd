import type { ChoicePoint } from '../model/choice-point.js';
import type { Mark } from '../model/path.js';
import { Dice } from './dice.js';
import type { Alternatives, Strategy } from './strategy.js';
import { takeAt } from './take-at.js';

/** Any path of the frontier, each as likely as the other; the same order for the same seed. */
export class RandomOrder implements Strategy {
  private readonly marks: Mark[] = [];
  private readonly dice: Dice;

  constructor(seed: number) {
    this.dice = new Dice(seed);
  }

  next(): Mark | undefined {
    // Lanes ask in vain while the frontier is empty: that must not change what comes later.
    if (this.marks.length === 0) return undefined;
    return takeAt(this.marks, this.dice.below(this.marks.length));
  }

  choose(_point: ChoicePoint, alternatives: Alternatives): Mark {
    const [current, ...others] = alternatives;
    this.marks.push(...others);
    return current;
  }

  observe(): void {
    // Its order does not depend on how runs end.
  }
}
