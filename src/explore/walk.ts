import type { ChoicePoint } from '../model/choice-point.js';
import { ok, type Outcome } from '../model/outcome.js';
import type { Path } from '../model/path.js';
import type { Start } from './start.js';
import { lastIn, type Trail } from './trail.js';

/** A run while it is under way: the path so far, and what it met since its start. */
export class Walk {
  /** Of its start. */
  readonly key: string;
  readonly points: ChoicePoint[] = [];
  path: Path;
  sites: readonly ChoicePoint[];
  firings: readonly number[];
  depth: number;
  trail: Trail | undefined;

  constructor(start: Start) {
    this.key = start.key;
    this.path = start.path;
    this.sites = start.sites;
    this.firings = start.firings;
    this.depth = start.depth;
    this.trail = start.trail;
  }

  meet(point: ChoicePoint): void {
    this.points.push(point);
    if (point.outcomes.length > 1) this.depth += 1;
    if (point.repeats !== undefined) this.happensAgain(point.repeats.at);
  }

  /** How often faults have happened once more that were chosen before. */
  get repeats(): number {
    return this.firings.reduce((sum, count) => sum + count - 1, 0);
  }

  lastIn(state: string): Trail | undefined {
    return lastIn(this.trail, state);
  }

  isIn(state: string): void {
    const { path, repeats, trail } = this;
    this.trail = { state, faults: path.length, repeats, before: trail };
  }

  take(point: ChoicePoint, outcome: Outcome): void {
    if (outcome.kind === ok.kind) return;
    this.path = [...this.path, { at: point.id, outcome }];
    this.sites = [...this.sites, point];
    this.firings = [...this.firings, 1];
  }

  /** What was chosen for one call only may still show at another, and is no second fault. */
  private happensAgain(at: string): void {
    const which = this.path.findIndex(({ at: id, outcome }) => id === at && outcome.times);
    this.firings = this.firings.map((count, i) => (i === which ? count + 1 : count));
  }
}
