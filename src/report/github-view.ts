import { commandText, faultsText } from './fault-text.js';
import { stateOf } from './history-text.js';
import { printableLine } from './printable.js';
import type { Report, ReportedDefect } from './report-schema.js';
import { defectPlace } from './source-place.js';

/**
 * Workflow commands of GitHub Actions, one per defect: on standard output of a step, each becomes
 * an annotation at its line of the source. GitHub shows ten of a step; the others stay in its log.
 */
export function githubView(report: Report, root: string): string {
  return report.defects.map((defect) => `${annotation(defect, report, root)}\n`).join('');
}

function annotation(defect: ReportedDefect, report: Report, root: string): string {
  const place = defectPlace(defect, report, root);
  const state = stateOf(report, defect.fingerprint) === 'new' ? ' (new)' : '';
  const title = `Chokepoint: ${printableLine(report.program.name)}: ${defect.verdict}${state}`;
  const properties = {
    ...(place === undefined ? {} : { file: place.file, line: String(place.line) }),
    title,
  };
  const pairs = Object.entries(properties).map(([name, value]) => `${name}=${property(value)}`);
  const lines = [
    printableLine(defect.description, 300),
    `injected: ${faultsText(defect)}`,
    `replay: ${commandText(defect.replay)}`,
  ];
  return `::error ${pairs.join(',')}::${data(lines.join('\n'))}`;
}

/** What would end the command, or be taken for an escape. */
function data(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

/** In a property, also what would end it. */
function property(text: string): string {
  return data(printableLine(text, 1000)).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
