import { callSite } from '../model/call-site.js';
import type { ChoicePoint } from '../model/choice-point.js';
import type { Mark } from '../model/path.js';
import { RankedQueue } from './ranked-queue.js';
import type { Alternatives, Strategy } from './strategy.js';

/**
 * All paths with one fault, then two, and so on. Among those with as many, what is new first:
 * the first path of every call site, then the second of each, then the third. So a loop that
 * receives a thousand times does not keep the call after it waiting.
 */
export class FewestFaults implements Strategy {
  private readonly levels: Level[] = [];

  next(): Mark | undefined {
    for (const { marks } of this.levels) {
      const mark = marks.take();
      if (mark !== undefined) return mark;
    }
    return undefined;
  }

  choose(point: ChoicePoint, alternatives: Alternatives): Mark {
    const [current, ...others] = alternatives;
    const site = callSite(point);
    for (const mark of others) this.level(mark.path.length).put(mark, site);
    return current;
  }

  observe(): void {
    // Its order does not depend on how runs end.
  }

  private level(faults: number): Level {
    while (this.levels.length < faults) this.levels.push(new Level());
    return (this.levels[faults] ??= new Level());
  }
}

/** The paths with one number of faults. */
class Level {
  readonly marks = new RankedQueue<Mark>();
  private readonly found = new Map<string, number>();

  put(mark: Mark, site: string): void {
    const rank = this.found.get(site) ?? 0;
    this.found.set(site, rank + 1);
    this.marks.put(mark, rank);
  }
}
