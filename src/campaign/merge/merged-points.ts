import { pathKey } from '../../model/path.js';
import type { Report } from '../../report/report-schema.js';
import type { UnitedPath } from './united-paths.js';

type Point = Report['choicePoints'][number];
type Tried = Point['outcomes'][number];

/** Every choice point once, with how many of the united paths took each of its outcomes. */
export function mergedPoints(
  reports: readonly Report[],
  paths: readonly UnitedPath[],
): readonly Point[] {
  const runs = countRuns(paths);
  const points = new Map<string, Point>();
  for (const point of reports.flatMap(({ choicePoints }) => choicePoints)) {
    const known = points.get(point.id)?.outcomes ?? [];
    points.set(point.id, { ...point, outcomes: joined(known, point.outcomes) });
  }
  return [...points.values()].map((point) => ({
    ...point,
    outcomes: point.outcomes.map((tried) => {
      const key = tried.outcome === 'ok' ? 'ok' : `${point.id}=${tried.outcome}`;
      return { ...tried, runs: runs.get(key) ?? 0 };
    }),
  }));
}

function countRuns(paths: readonly UnitedPath[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { path } of paths) {
    const keys = path.length === 0 ? ['ok'] : path.map((decision) => pathKey([decision]));
    for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return counts;
}

/** Where one report has no result of a fault alone, or could not repeat it, another may. */
function joined(known: readonly Tried[], more: readonly Tried[]): Tried[] {
  const all = new Map(known.map((tried) => [tried.outcome, tried]));
  for (const tried of more) {
    const result = all.get(tried.outcome)?.result;
    if (result === undefined || result === 'diverged') all.set(tried.outcome, tried);
  }
  return [...all.values()];
}
