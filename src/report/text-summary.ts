import { grouped } from '../support/grouped.js';
import type { Colors } from './colors.js';
import { defectLines } from './defect-text.js';
import { historyLines } from './history-text.js';
import { callSiteLine, lineCoverageLines } from './line-coverage-text.js';
import { printableLine } from './printable.js';
import { counted, duration } from './quantities.js';
import { requestedLines } from './requested-text.js';
import type { Report } from './report-schema.js';

/** The end of an exploration for people: a view of the report. Ends with a newline. */
export function textSummary(report: Report, colors: Colors): string {
  const defects = report.defects.flatMap((defect, index) => [
    '',
    ...defectLines(defect, index + 1, colors),
  ]);
  const notes = report.notes.map((note) => `note: ${printableLine(note, 500)}`);
  const head = [
    headline(report, colors),
    ...coverageLines(report, colors),
    callSiteLine(report),
    ...lineCoverageLines(report),
    ...requestedLines(report, colors),
    ...historyLines(report),
    ...bareLine(report),
  ];
  return [...head, ...notes, ...defects, ''].join('\n');
}

function headline({ summary, engine }: Report, colors: Colors): string {
  const { defects, paths, choicePoints, checkpoints, wallMs } = summary;
  const found = defects === 0 ? 'no defect' : counted(defects, 'defect');
  const paint = defects === 0 ? colors.green : colors.red;
  const work = [
    counted(paths, 'path'),
    counted(choicePoints, 'choice point'),
    counted(checkpoints, 'checkpoint'),
    duration(wallMs),
    `engine ${engine}`,
  ];
  return `${paint(colors.bold(found))} in ${work.join(', ')}`;
}

function coverageLines({ summary }: Report, colors: Colors): readonly string[] {
  const { coverage, complete, diverged, edges } = summary;
  const statement = `covered: ${coverage.statement}`;
  return [
    complete ? statement : colors.yellow(statement),
    ...(edges === undefined ? [] : [edgesText(edges)]),
    ...(diverged === 0 ? [] : [colors.yellow(divergedText(diverged))]),
  ];
}

function bareLine({ faults }: Report): readonly string[] {
  const meaning = 'only results of calls were overwritten; sockets and their peers knew nothing';
  return faults.bare ? [`bare faults: ${meaning}`] : [];
}

function edgesText({ count, baseline, reached }: NonNullable<Report['summary']['edges']>): string {
  const total = `${grouped(reached)} of ${grouped(count)}`;
  return `edges reached: ${total}, ${grouped(baseline)} of them without a fault`;
}

function divergedText(diverged: number): string {
  const runs = counted(diverged, 'run');
  return `${runs} did not meet the choice points of the path again: the program is not repeatable`;
}
