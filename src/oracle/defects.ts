import type { ChoicePoint } from '../model/choice-point.js';
import { pathKey, type Path } from '../model/path.js';
import type { Defect, Run } from '../model/run.js';
import { fingerprint } from './fingerprint.js';

/**
 * Merges runs with equal fingerprints. The smallest path stands for all, whatever the order in
 * which the runs finished, so that parallel explorations report the same.
 */
export class Defects {
  private readonly found = new Map<string, Defect>();

  /** The defect that the run shows; it is new when its count is 1. */
  add(run: Run, sites: readonly ChoicePoint[]): Defect {
    const { verdict, path, termination } = run;
    const key = fingerprint(verdict, sites);
    const known = this.found.get(key);
    const count = (known?.count ?? 0) + 1;
    const better = known === undefined || comparePaths(path, known.path) < 0;
    const defect: Defect = better
      ? { fingerprint: key, verdict, path, termination, sites, count }
      : { ...known, count };
    this.found.set(key, defect);
    return defect;
  }

  /** Smallest paths first. */
  list(): readonly Defect[] {
    return [...this.found.values()].sort((a, b) => comparePaths(a.path, b.path));
  }
}

/** Fewest faults first, then the shortest key, then the alphabet: a total order. */
export function comparePaths(a: Path, b: Path): number {
  const [left, right] = [pathKey(a), pathKey(b)];
  const bySize = a.length - b.length || left.length - right.length;
  return bySize || (left < right ? -1 : left === right ? 0 : 1);
}
