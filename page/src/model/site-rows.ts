import type { ShownReport } from '../data/shown-report.js';
import { families, familyOfResult, gravest, type Family } from './families.js';

type Site = ShownReport['choicePoints'][number];
type Tried = Site['outcomes'][number];

export type SiteColumn = 'order' | 'call' | 'role' | 'runs' | 'worst';

interface Trial extends Tried {
  readonly family: Family | undefined;
}

export interface SiteRow {
  readonly order: number;
  readonly site: Site;
  readonly trials: readonly Trial[];
  /** Runs in which something was injected here. */
  readonly runs: number;
  readonly worst: Family | undefined;
}

export function rowsOf({ choicePoints }: ShownReport): readonly SiteRow[] {
  return choicePoints.map((site, order) => {
    const trials = site.outcomes.filter(({ outcome }) => outcome !== 'ok').map(trialOf);
    const runs = trials.reduce((sum, trial) => sum + trial.runs, 0);
    const worst = gravest(trials.flatMap(({ family }) => family ?? []));
    return { order, site, trials, runs, worst };
  });
}

function trialOf(tried: Tried): Trial {
  const { result } = tried;
  return { ...tried, family: result === undefined ? undefined : familyOfResult(result) };
}

interface SiteFilter {
  readonly text: string;
  readonly call: string;
  readonly family: Family | '';
}

export function filterRows(
  rows: readonly SiteRow[],
  { text, call, family }: SiteFilter,
): readonly SiteRow[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  return rows.filter(({ site, trials }) => {
    if (call !== '' && site.call !== call) return false;
    if (family !== '' && !trials.some((trial) => trial.family === family)) return false;
    const all = [site.name, ...trials.map(({ outcome }) => outcome)].join(' ').toLowerCase();
    return words.every((word) => all.includes(word));
  });
}

export function sortRows(
  rows: readonly SiteRow[],
  { by, isDown }: { readonly by: SiteColumn; readonly isDown: boolean },
): readonly SiteRow[] {
  const sign = isDown ? -1 : 1;
  return rows.toSorted((a, b) => sign * compare[by](a, b) || a.order - b.order);
}

const compare: Readonly<Record<SiteColumn, (a: SiteRow, b: SiteRow) => number>> = {
  order: (a, b) => a.order - b.order,
  call: (a, b) => byText(a.site.call, b.site.call),
  role: (a, b) => byText(a.site.role, b.site.role),
  runs: (a, b) => a.runs - b.runs,
  worst: (a, b) => gravity(a) - gravity(b),
};

function gravity({ worst }: SiteRow): number {
  return worst === undefined ? -1 : families.indexOf(worst);
}

function byText(a: string, b: string): number {
  return a === b ? 0 : a < b ? -1 : 1;
}
