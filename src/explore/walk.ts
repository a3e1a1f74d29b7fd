import type { ChoicePoint } from '../model/choice-point.js';
import { ok, type Outcome } from '../model/outcome.js';
import type { Path } from '../model/path.js';
import type { Start } from './start.js';

/** A run while it is under way: the path so far, and what it met since its start. */
export class Walk {
  readonly points: ChoicePoint[] = [];
  path: Path;
  sites: readonly ChoicePoint[];
  depth: number;

  constructor(start: Start) {
    this.path = start.path;
    this.sites = start.sites;
    this.depth = start.depth;
  }

  meet(point: ChoicePoint): void {
    this.points.push(point);
    if (point.outcomes.length > 1) this.depth += 1;
  }

  take(point: ChoicePoint, outcome: Outcome): void {
    if (outcome.kind === ok.kind) return;
    this.path = [...this.path, { at: point.id, outcome }];
    this.sites = [...this.sites, point];
  }
}
