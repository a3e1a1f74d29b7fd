import type { ChoicePoint } from '../model/choice-point.js';
import { comparePaths, pathKey } from '../model/path.js';
import type { Defect, Run } from '../model/run.js';
import { fingerprint, sameSymptom } from './fingerprint.js';

/**
 * Merges runs with equal fingerprints. The smallest path stands for all, whatever the order in
 * which the runs finished, so that parallel explorations report the same.
 */
export class Defects {
  private readonly found = new Map<string, Defect>();

  /** The defect that the run shows; it is new when its count is 1. */
  add(run: Run, sites: readonly ChoicePoint[], firings: readonly number[] = []): Defect {
    const { verdict, path, termination } = run;
    const key = fingerprint(verdict, sites);
    const known = this.found.get(key);
    const count = (known?.count ?? 0) + 1;
    const better = known === undefined || comparePaths(path, known.path) < 0;
    const defect: Defect = better
      ? { fingerprint: key, verdict, path, termination, sites, firings, count }
      : { ...known, count };
    this.found.set(key, defect);
    return defect;
  }

  has(fingerprint: string): boolean {
    return this.found.has(fingerprint);
  }

  /**
   * Smallest paths first. One that a smaller path shows with a part of the same faults is that
   * one again: the further faults came after the damage.
   */
  list(): readonly Defect[] {
    const kept: Defect[] = [];
    for (const defect of [...this.found.values()].sort(compareDefects)) {
      const same = kept.findIndex((other) => explains(other, defect));
      const other = kept[same];
      if (other === undefined) kept.push(defect);
      else kept[same] = { ...other, count: other.count + defect.count };
    }
    return kept;
  }
}

function compareDefects(a: Defect, b: Defect): number {
  return comparePaths(a.path, b.path) || (a.fingerprint < b.fingerprint ? -1 : 1);
}

function explains(small: Defect, large: Defect): boolean {
  if (!sameSymptom(small.verdict, large.verdict)) return false;
  const faults = new Set(large.path.map((decision) => pathKey([decision])));
  return small.path.every((decision) => faults.has(pathKey([decision])));
}
