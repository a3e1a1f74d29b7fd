import type { Report } from '../../report/report-schema.js';
import { mergedCoverage } from './merged-coverage.js';
import { mergedDefects } from './merged-defects.js';
import { mergedPoints } from './merged-points.js';
import { mergedInputs } from './merged-inputs.js';
import { mergedRequests } from './merged-requests.js';
import { portionsOf, shardOf, together, type Portion, type Source } from './portions.js';
import { refuseForeign } from './refuse-foreign.js';
import { unitedPaths } from './united-paths.js';

/**
 * One report of explorations that shared the work, or did the same work again.
 * @throws OperatorError when they are of different programs, configurations or bounds
 */
export function mergeReports(first: Source, others: readonly Source[]): Report {
  const sources = [first, ...others];
  refuseForeign(first, others);
  const portions = portionsOf(sources);
  const reports = sources.map(({ report }) => report);
  const { format, version, program, configDigest, faults, seed, epoch } = first.report;
  const paths = unitedPaths(reports);
  const choicePoints = [...mergedPoints(reports, paths)];
  const defects = [...mergedDefects(portions)];
  const { complete, ...coverage } = mergedCoverage(portions, paths);
  return {
    ...{ format, version, program, configDigest, faults, seed, epoch },
    engine: all(reports, ({ engine }) => [engine]).join(', '),
    search: { ...first.report.search, ...strategy(reports), ...remaining(portions) },
    summary: {
      paths: paths.length,
      choicePoints: choicePoints.length,
      checkpoints: together(portions, ({ summary }) => summary.checkpoints),
      defects: defects.length,
      diverged: paths.filter(({ reported }) => reported.verdict === 'diverged').length,
      complete,
      wallMs: together(portions, ({ summary }) => summary.wallMs),
      alike: coverage.levels.reduce((sum, { alike }) => sum + alike, 0),
      coverage,
    },
    ...mergedInputs(sources),
    defects,
    paths: paths.map(({ reported }) => reported),
    choicePoints,
    requested: [...mergedRequests(portions)],
    notes: [...all(reports, ({ notes }) => notes)],
  };
}

function strategy(reports: readonly Report[]): Pick<Report['search'], 'strategy'> {
  return { strategy: all(reports, ({ search }) => [search.strategy]).join(', ') };
}

/** What it is of, as long as parts are missing. */
function remaining(portions: readonly Portion[]): Pick<Report['search'], 'shard'> {
  const parts = portions.map(({ part }) => part).sort((a, b) => a - b);
  const of = portions.flatMap(({ reports }) => reports.map((one) => shardOf(one).of))[0] ?? 1;
  return { shard: parts.length === of ? undefined : { parts, of } };
}

function all(
  reports: readonly Report[],
  list: (report: Report) => readonly string[],
): readonly string[] {
  return [...new Set(reports.flatMap(list))];
}
