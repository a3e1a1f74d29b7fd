import type { ChoicePoint } from '../model/choice-point.js';
import { outcomeId } from '../model/outcome.js';
import type { ReportedRun } from './report-input.js';
import type { Report } from './report-schema.js';
import { verdictLabel } from './verdict-label.js';

type Results = Report['choicePoints'];

/** For each choice point and each of its outcomes: how often it was taken, what it led to. */
export function choicePointResults(
  points: readonly ChoicePoint[],
  runs: readonly ReportedRun[],
): Results {
  const counts = countInjections(runs);
  const single = singleFaultResults(runs);
  return points.map(({ name, id, call, socket, outcomes }) => ({
    name,
    id,
    call,
    role: socket.role,
    outcomes: outcomes.map(outcomeId).map((outcome) => {
      const key = outcome === 'ok' ? 'ok' : `${id}=${outcome}`;
      const result = single.get(key);
      return { outcome, ...(result === undefined ? {} : { result }), runs: counts.get(key) ?? 0 };
    }),
  }));
}

/** `ok` is no injection; its count says how many runs there were without any. */
function countInjections(runs: readonly ReportedRun[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { path } of runs) {
    const keys = path.length === 0 ? ['ok'] : path.map(decisionKey);
    for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return counts;
}

function singleFaultResults(runs: readonly ReportedRun[]): ReadonlyMap<string, string> {
  const results = new Map<string, string>();
  for (const { path, verdict } of runs) {
    const [first, second] = path;
    if (second !== undefined) continue;
    results.set(first === undefined ? 'ok' : decisionKey(first), verdictLabel(verdict));
  }
  return results;
}

function decisionKey({ at, outcome }: ReportedRun['path'][number]): string {
  return `${at}=${outcomeId(outcome)}`;
}
