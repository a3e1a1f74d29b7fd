import { colorsFor } from './colors.js';
import { defectLines } from './defect-text.js';
import { faultsText } from './fault-text.js';
import { historyLines, stateOf } from './history-text.js';
import { lineCoverageLines } from './line-coverage-text.js';
import { codeBlock, markdownText } from './markdown-text.js';
import { counted, duration } from './quantities.js';
import type { Report, ReportedDefect } from './report-schema.js';
import { defectPlace } from './source-place.js';

/** A comment on a pull request has room for 65,536 characters. */
const defectsShown = 20;
const detailsMax = 2000;

/** A summary for a pull request: the verdict, a line per defect, and the rest folded away. */
export function markdownView(report: Report, root: string): string {
  const shown = report.defects.slice(0, defectsShown);
  const hidden = report.defects.length - shown.length;
  const parts = [
    verdict(report),
    ...(shown.length === 0 ? [] : [table(shown, report, root)]),
    ...(hidden === 0 ? [] : [`${counted(hidden, 'further defect')} in the report.`]),
    ...shown.map(details),
    coverage(report),
  ];
  return `${parts.join('\n\n')}\n`;
}

function verdict({ summary, program }: Report): string {
  const { defects, paths, choicePoints, wallMs } = summary;
  const sign = defects === 0 ? '✅' : '❌';
  const found = defects === 0 ? 'no defect' : counted(defects, 'defect');
  const work = [counted(paths, 'path'), counted(choicePoints, 'choice point'), duration(wallMs)];
  return `### ${sign} Chokepoint: ${found} in ${markdownText(program.name)}\n\n${work.join(', ')}`;
}

function table(defects: readonly ReportedDefect[], report: Report, root: string): string {
  const rows = defects.map((defect, i) => {
    const place = defectPlace(defect, report, root);
    const where = place === undefined ? '' : markdownText(`${place.file}:${String(place.line)}`);
    const isNew = stateOf(report, defect.fingerprint) === 'new';
    const what = `${isNew ? '**new** ' : ''}${markdownText(defect.description)}`;
    const cells = [String(i + 1), what, markdownText(faultsText(defect)), where];
    return `| ${cells.join(' | ')} |`;
  });
  return ['| | defect | injected | where |', '|---|---|---|---|', ...rows].join('\n');
}

function details(defect: ReportedDefect, index: number): string {
  const lines = defectLines(defect, index + 1, colorsFor(false, {})).join('\n');
  const text = lines.length <= detailsMax ? lines : shortened(lines);
  const title = `${String(index + 1)}. ${markdownText(defect.description)}`;
  return `<details><summary>${title}</summary>\n\n${codeBlock(text)}\n\n</details>`;
}

/** Without its middle: the beginning says what happened, the end how to see it again. */
function shortened(lines: string): string {
  const command = lines.slice(lines.lastIndexOf('\n   replay:'));
  return `${lines.slice(0, Math.max(0, detailsMax - command.length))}\n   …${command}`;
}

function coverage(report: Report): string {
  const { summary, engine, notes } = report;
  const lines = [
    `Covered: ${markdownText(summary.coverage.statement, 500)}`,
    ...lineCoverageLines(report).map((line) => markdownText(line, 500)),
    `Engine: ${markdownText(engine)}`,
    ...(summary.diverged === 0 ? [] : [`Not repeatable: ${counted(summary.diverged, 'run')}`]),
    ...historyLines(report).map((line) => markdownText(line, 500)),
    ...notes.map((note) => markdownText(note, 500)),
  ];
  return lines.map((line) => `- ${line}`).join('\n');
}
