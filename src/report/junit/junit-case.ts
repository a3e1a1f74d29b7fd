import { colorsFor } from '../colors.js';
import { defectLines } from '../defect-text.js';
import { printable, printableLine } from '../printable.js';
import type { Report, ReportedDefect } from '../report-schema.js';
import { triedSites, type TriedSite } from '../tried-site.js';
import { element, xmlText } from './xml.js';

interface JunitCase {
  readonly kind: 'passed' | 'failure' | 'error' | 'skipped';
  readonly xml: string;
}

/** The run without a fault first, then every outcome of every call site. */
export function junitCases(report: Report): readonly JunitCase[] {
  const { defects, program } = report;
  const faultless = defects.filter(({ faults }) => faults.length === 0);
  const base = { site: program.name, outcome: 'no fault', runs: 1, results: [] };
  return [{ ...base, defects: faultless }, ...triedSites(report)].map(caseOf);
}

function caseOf(tried: TriedSite): JunitCase {
  const { site, outcome } = tried;
  const { kind, inside } = resultOf(tried);
  const names = { classname: printableLine(site, 500), name: printableLine(outcome) };
  return { kind, xml: element('testcase', names, inside) };
}

function resultOf({ runs, results, defects }: TriedSite): {
  readonly kind: JunitCase['kind'];
  readonly inside: string;
} {
  if (defects.length > 0) return { kind: 'failure', inside: failure(defects) };
  if (runs === 0) return { kind: 'skipped', inside: element('skipped', { message: 'not run' }) };
  if (results.length === 0 || !results.every((result) => result === 'diverged'))
    return { kind: 'passed', inside: '' };
  const message = 'the run did not meet the choice points of the path again';
  return { kind: 'error', inside: element('error', { type: 'diverged', message }) };
}

/** Readers look at the first failure of a case only: so there is one, for all its defects. */
function failure(defects: readonly ReportedDefect[]): string {
  const plain = colorsFor(false, {});
  const text = defects.map((defect, i) => defectLines(defect, i + 1, plain).join('\n'));
  const message = defects.map(({ description }) => printableLine(description, 300)).join('; ');
  const type = defects[0]?.verdict ?? '';
  return [
    element('failure', { type, message }, xmlText(`\n${text.join('\n\n')}\n`)),
    ...streams(defects, 'stdout', 'system-out'),
    ...streams(defects, 'stderr', 'system-err'),
  ].join('\n');
}

function streams(
  defects: readonly ReportedDefect[],
  stream: 'stdout' | 'stderr',
  name: string,
): readonly string[] {
  const all = defects.flatMap(({ output }) => output).filter((one) => one.stream === stream);
  const text = all.map(({ program, tail }) => `${printableLine(program)}:\n${printable(tail)}`);
  return text.length === 0 ? [] : [element(name, {}, xmlText(text.join('\n')))];
}
