import type { Report } from '../../report/report-schema.js';
import type { RequestedOutcome } from '../../report/requested-outcome.js';
import { together, type Portion } from './portions.js';

/** What says most about an outcome first: that one part did not come to it means little. */
const statuses = ['fired', 'not run', 'not reachable', 'not supported'];

/** Every outcome that was asked for, with the best that became of it. */
export function mergedRequests(portions: readonly Portion[]): readonly RequestedOutcome[] {
  const best = new Map<string, RequestedOutcome>();
  const reports = portions.flatMap((portion) => portion.reports);
  for (const one of reports.flatMap(({ requested }) => requested)) {
    const known = best.get(keyOf(one));
    if (known === undefined || rank(one) < rank(known)) best.set(keyOf(one), one);
  }
  return [...best].map(([key, one]) => ({
    ...one,
    paths: together(portions, (report) => pathsOf(report, key)),
  }));
}

function rank({ status }: RequestedOutcome): number {
  return statuses.indexOf(status);
}

function pathsOf({ requested }: Report, key: string): number {
  return requested.find((one) => keyOf(one) === key)?.paths ?? 0;
}

function keyOf({ rule, call, outcome }: RequestedOutcome): string {
  return JSON.stringify([rule, call, outcome]);
}
