import type { ChoicePoint } from '../model/choice-point.js';
import { outcomeId } from '../model/outcome.js';
import type { Mark } from '../model/path.js';
import type { StrategyFunction } from '../model/strategy-function.js';
import { askUser } from './ask-user.js';
import { BestFirst } from './best-first.js';
import { SiteLog } from './site-log.js';
import type { Alternatives, Strategy } from './strategy.js';

/** In the order of the numbers that a function of the configuration gives. */
export class UserDefined implements Strategy {
  private readonly marks = new BestFirst<Mark>();
  private readonly sites = new SiteLog();

  constructor(private readonly preference: StrategyFunction) {}

  next(): Mark | undefined {
    return this.marks.take();
  }

  choose(point: ChoicePoint, alternatives: Alternatives): Mark {
    const [current, ...others] = alternatives;
    const site = this.sites.note(point);
    const path = this.sites.faults(current.path);
    for (const mark of others) {
      const outcome = outcomeId(mark.outcome);
      this.marks.put(mark, askUser(this.preference, { point, site, outcome, path }));
    }
    return current;
  }

  observe(): void {
    // Its order does not depend on how runs end.
  }
}
