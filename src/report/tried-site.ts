import { callSite } from '../model/call-site.js';
import type { Report, ReportedDefect } from './report-schema.js';

/** What was tried with one outcome at one call site, however often a program comes there. */
export interface TriedSite {
  readonly site: string;
  readonly outcome: string;
  /** Runs in which it was injected. */
  readonly runs: number;
  /** Verdicts of the runs with this fault alone. */
  readonly results: readonly string[];
  /** The defects that ended with it. */
  readonly defects: readonly ReportedDefect[];
}

/** Every outcome of every call site, in the order in which the program came there. */
export function triedSites({ choicePoints, defects }: Report): readonly TriedSite[] {
  const tried = new Map<string, TriedSite>();
  for (const point of choicePoints) {
    for (const { outcome, result, runs } of point.outcomes) {
      if (outcome !== 'ok') add(tried, callSite(point), outcome, runs, result);
    }
  }
  for (const defect of defects) assign(tried, defect);
  return [...tried.values()];
}

function add(
  tried: Map<string, TriedSite>,
  site: string,
  outcome: string,
  runs: number,
  result: string | undefined,
): void {
  const key = `${site}\n${outcome}`;
  const known = tried.get(key) ?? { site, outcome, runs: 0, results: [], defects: [] };
  const results = result === undefined ? known.results : [...known.results, result];
  tried.set(key, { ...known, runs: known.runs + runs, results });
}

/** The last fault is the one that the program did not survive. */
function assign(tried: Map<string, TriedSite>, defect: ReportedDefect): void {
  const last = defect.faults.at(-1);
  if (last === undefined) return;
  const key = `${callSite(last)}\n${last.outcome}`;
  const { outcome } = last;
  // No defect is lost, whatever a report says of its call sites.
  const unknown = { site: callSite(last), outcome, runs: defect.count, results: [], defects: [] };
  const known = tried.get(key) ?? unknown;
  tried.set(key, { ...known, defects: [...known.defects, defect] });
}
