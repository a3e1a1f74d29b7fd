import type { ChoicePoint } from '../model/choice-point.js';
import { pathKey, pathOf, type Mark, type Path } from '../model/path.js';
import type { Run } from '../model/run.js';
import type { Alternatives, Strategy } from './strategy.js';

/** Another strategy's order, but what leads to paths that failed before comes first. */
export class FailedFirst implements Strategy {
  private readonly leading: ReadonlySet<string>;
  private readonly urgent: Mark[] = [];

  constructor(
    private readonly inner: Strategy,
    failed: readonly Path[],
  ) {
    const parts = failed.flatMap((path) => path.map((_, i) => pathKey(path.slice(0, i + 1))));
    this.leading = new Set(parts);
  }

  next(): Mark | undefined {
    return this.urgent.shift() ?? this.inner.next();
  }

  choose(point: ChoicePoint, [current, ...others]: Alternatives): Mark {
    const isUrgent = (mark: Mark): boolean => this.leading.has(pathKey(pathOf(mark)));
    this.urgent.push(...others.filter(isUrgent));
    return this.inner.choose(point, [current, ...others.filter((mark) => !isUrgent(mark))]);
  }

  observe(run: Run): void {
    this.inner.observe(run);
  }
}
