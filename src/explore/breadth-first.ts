import type { ChoicePoint } from '../model/choice-point.js';
import { pathOf, type Mark } from '../model/path.js';
import type { Alternatives, Strategy } from './strategy.js';

/**
 * All paths with one fault before those with two, in order of discovery. There is a queue per
 * number of faults, because parallel runs finish out of turn and one queue would mix the levels.
 */
export class BreadthFirst implements Strategy {
  private readonly levels: Queue[] = [];

  next(): Mark | undefined {
    return this.levels.find((queue) => queue.size > 0)?.take();
  }

  choose(_point: ChoicePoint, alternatives: Alternatives): Mark {
    const [current, ...others] = alternatives;
    for (const mark of others) this.level(pathOf(mark).length).put(mark);
    return current;
  }

  observe(): void {
    // Its order does not depend on how runs end.
  }

  private level(faults: number): Queue {
    while (this.levels.length < faults) this.levels.push(new Queue());
    return (this.levels[faults] ??= new Queue());
  }
}

/** First in, first out; what was taken is given back in blocks, so that taking stays cheap. */
class Queue {
  private marks: Mark[] = [];
  private taken = 0;

  get size(): number {
    return this.marks.length - this.taken;
  }

  put(mark: Mark): void {
    this.marks.push(mark);
  }

  take(): Mark | undefined {
    const mark = this.marks[this.taken];
    this.taken += 1;
    if (this.taken * 2 > this.marks.length) this.compact();
    return mark;
  }

  private compact(): void {
    this.marks = this.marks.slice(this.taken);
    this.taken = 0;
  }
}
