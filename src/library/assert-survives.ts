import { AssertionError } from 'node:assert';
import { printableLine } from '../report/printable.js';
import { counted } from '../report/quantities.js';
import type { ReportedDefect } from '../report/report-schema.js';
import type { ExplorationResult } from './explore-options.js';

interface Demands {
  /** Whether it is not enough that nothing was found before a bound ended the exploration. */
  readonly complete?: boolean;
}

/**
 * For tests: the program survived every failure that was tried.
 * @throws AssertionError which says of each defect what happens, after which faults, and the
 * command that replays it; also when the exploration was interrupted, which proves nothing
 */
export function assertSurvives(result: ExplorationResult, demands: Demands = {}): void {
  const message = complaint(result, demands);
  if (message === undefined) return;
  throw new AssertionError({ message, stackStartFn: assertSurvives });
}

function complaint({ report, end }: ExplorationResult, demands: Demands): string | undefined {
  const { defects, summary } = report;
  const paths = `in ${counted(summary.paths, 'path')}`;
  if (defects.length > 0) {
    const head = `${counted(defects.length, 'defect')} ${paths}`;
    return [head, ...defects.flatMap((defect, i) => defectLines(defect, i + 1))].join('\n');
  }
  if (end === 'interrupted')
    return `the exploration was interrupted, without a defect so far ${paths}`;
  if (demands.complete !== true || summary.complete) return undefined;
  return `the exploration is not complete: ${printableLine(summary.coverage.statement, 500)}`;
}

function defectLines(defect: ReportedDefect, number: number): readonly string[] {
  const faults = defect.faults.map(
    ({ call, role, outcome }) => `injected: ${call} ${role} -> ${outcome}`,
  );
  const injected = faults.length === 0 ? ['without any injected fault'] : faults;
  return [
    `${String(number)}. ${printableLine(defect.description, 300)}`,
    ...injected.map((fault) => `   ${printableLine(fault)}`),
    // A command is to be copied whole: it is made harmless, but never cut.
    `   replay: ${printableLine(defect.replay, Number.MAX_SAFE_INTEGER)}`,
  ];
}
