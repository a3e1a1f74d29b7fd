import { describeCoverage } from '../../explore/describe-coverage.js';
import type { Cut, LevelCoverage } from '../../explore/coverage.js';
import type { FaultLimits } from '../../explore/fault-bounds.js';
import type { Report } from '../../report/report-schema.js';
import { shardOf, together, type Portion } from './portions.js';
import type { UnitedPath } from './united-paths.js';

/** What is covered by all together: complete only if no part is missing, and each is complete. */
export function mergedCoverage(
  portions: readonly Portion[],
  paths: readonly UnitedPath[],
): { readonly complete: boolean } & Report['summary']['coverage'] {
  const reports = portions.flatMap((portion) => portion.reports);
  const [first] = reports as [Report, ...Report[]];
  const parts = portions.map(({ part }) => part).sort((a, b) => a - b);
  const { of } = shardOf(first);
  const isWhole = parts.length === of;
  const depth = Math.max(...reports.map(({ summary }) => summary.coverage.levels.length));
  const levels: LevelCoverage[] = [];
  for (let faults = 0; faults < depth; faults += 1) {
    const below = levels.at(-1)?.complete ?? isWhole;
    levels.push(levelOf(faults, below, portions, paths));
  }
  const complete = isWhole && everyPortion(portions, ({ summary }) => summary.complete);
  const limits = (first.search.limits ?? { maxFaults: depth - 1 }) as FaultLimits;
  const missing = isWhole ? '' : `; only of parts ${parts.join(', ')} of ${String(of)}`;
  const joined = paths.filter(({ reported: { verdict } }) => verdict === 'joined').length;
  const statement = `${describeCoverage({ limits, levels, complete, joined })}${missing}`;
  return { complete, statement, levels: levels.map(reported) };
}

function levelOf(
  faults: number,
  completeBelow: boolean,
  portions: readonly Portion[],
  paths: readonly UnitedPath[],
): LevelCoverage {
  const here = paths.filter(({ path }) => path.length === faults);
  const diverged = here.filter(({ reported }) => reported.verdict === 'diverged').length;
  const count = (field: 'known' | 'alike') => (report: Report) =>
    level(report, faults)?.[field] ?? 0;
  // All parts run the path without a fault, and see all that begins on it.
  const known = faults === 0 ? 1 : together(portions, count('known'));
  const alike = faults <= 1 ? most(portions, count('alike')) : together(portions, count('alike'));
  const cutBy = cutsOf(portions, faults);
  const isDone = everyPortion(portions, (report) => isComplete(report, faults));
  return {
    faults,
    done: here.length - diverged,
    diverged,
    known: Math.max(known, here.length),
    final: completeBelow && cutBy.length === 0,
    complete: completeBelow && isDone,
    alike,
    cutBy,
  };
}

function level(
  { summary }: Report,
  faults: number,
): Report['summary']['coverage']['levels'][number] | undefined {
  return summary.coverage.levels[faults];
}

/** Levels after the last one of a complete exploration are empty. */
function isComplete(report: Report, faults: number): boolean {
  return level(report, faults)?.complete ?? report.summary.complete;
}

function everyPortion(portions: readonly Portion[], test: (report: Report) => boolean): boolean {
  return portions.every(({ reports }) => reports.some(test));
}

function most(portions: readonly Portion[], count: (report: Report) => number): number {
  return Math.max(...portions.flatMap(({ reports }) => reports.map(count)));
}

/** Where one exploration of a part was complete, the bounds of another hid nothing. */
function cutsOf(portions: readonly Portion[], faults: number): readonly Cut[] {
  const open = portions.filter(({ reports }) => !reports.some((one) => isComplete(one, faults)));
  const cuts = open.flatMap(({ reports }) =>
    reports.flatMap((one) => level(one, faults)?.cutBy ?? []),
  );
  return ([...new Set(cuts)] as Cut[]).sort();
}

function reported({ final: _, cutBy, ...counts }: LevelCoverage) {
  return { ...counts, ...(cutBy.length === 0 ? {} : { cutBy: [...cutBy] }) };
}
