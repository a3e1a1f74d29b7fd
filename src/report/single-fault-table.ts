import type { Report } from './report-schema.js';

/**
 * What each fault alone leads to, one line per choice point and outcome:
 * `NAME | OUTCOME | VERDICT`. Sorted by name, so that it is the same for the same findings in
 * whatever order they were made: it is stored as a golden file.
 */
export function singleFaultTable({ choicePoints }: Report): string {
  const rows = choicePoints.flatMap(({ name, outcomes }) => {
    const faults = outcomes.filter(({ outcome }) => outcome !== 'ok');
    return faults.map(({ outcome, result }) => `${name} | ${outcome} | ${result ?? 'not run'}`);
  });
  return [okRow({ choicePoints }), ...rows.sort(byCodeUnits), ''].join('\n');
}

function okRow({ choicePoints }: Pick<Report, 'choicePoints'>): string {
  const all = choicePoints.flatMap(({ outcomes }) => outcomes);
  const ok = all.find(({ outcome }) => outcome === 'ok');
  return `no fault | ok | ${ok?.result ?? 'not run'}`;
}

/** Not by locale: a golden file is the same on every machine. */
function byCodeUnits(left: string, right: string): number {
  if (left === right) return 0;
  return left < right ? -1 : 1;
}
