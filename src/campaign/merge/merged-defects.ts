import { comparePaths, pathKey, type Path } from '../../model/path.js';
import type { Report, ReportedDefect } from '../../report/report-schema.js';
import { readToken } from '../valid-token.js';
import { together, type Portion } from './portions.js';

interface Found {
  readonly path: Path;
  readonly defect: ReportedDefect;
}

/** One per fingerprint, with its smallest path, as one exploration would have reported them. */
export function mergedDefects(portions: readonly Portion[]): readonly ReportedDefect[] {
  const best = new Map<string, Found>();
  const reports = portions.flatMap((portion) => portion.reports);
  for (const defect of reports.flatMap(({ defects }) => defects)) {
    const found = { path: readToken(defect.token).path, defect };
    const known = best.get(defect.fingerprint);
    if (known === undefined || compare(found, known) < 0) best.set(defect.fingerprint, found);
  }
  const all = [...best.values()].map(({ path, defect }) => {
    const count = together(portions, (report) => countOf(report, defect.fingerprint));
    return { path, defect: { ...defect, count } };
  });
  return folded(all.sort(compare)).map(({ defect }) => defect);
}

function countOf({ defects }: Report, fingerprint: string): number {
  return defects.find((defect) => defect.fingerprint === fingerprint)?.count ?? 0;
}

/** Of equal paths, the one that was found as it is goes before the one that was reduced to it. */
function compare(a: Found, b: Found): number {
  const reduced = (a.defect.reducedFrom ?? 0) - (b.defect.reducedFrom ?? 0);
  return comparePaths(a.path, b.path) || reduced || byText(a, b);
}

function byText(a: Found, b: Found): number {
  return a.defect.fingerprint < b.defect.fingerprint ? -1 : 1;
}

/** What a part of the same faults shows alone is that one again, as in `Defects`. */
function folded(sorted: readonly Found[]): readonly Found[] {
  const kept: Found[] = [];
  for (const found of sorted) {
    const at = kept.findIndex((other) => explains(other, found));
    const other = kept[at];
    if (other === undefined) kept.push(found);
    else {
      const count = other.defect.count + found.defect.count;
      kept[at] = { ...other, defect: { ...other.defect, count } };
    }
  }
  return kept;
}

function explains(small: Found, large: Found): boolean {
  const [one, other] = [small.defect.symptom, large.defect.symptom];
  if (one === undefined || one !== other) return false;
  const faults = new Set(large.path.map((decision) => pathKey([decision])));
  return small.path.every((decision) => faults.has(pathKey([decision])));
}
