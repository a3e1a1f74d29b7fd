import { printableLine } from '../printable.js';
import { timesText } from '../quantities.js';
import type { ReportedDefect } from '../report-schema.js';

/** The faults of a defect, one paragraph each. */
export function faultsText({ faults, reducedFrom, token }: ReportedDefect): string {
  const found = reducedFrom === undefined ? '' : ` It was found with ${String(reducedFrom)}.`;
  const head =
    faults.length === 0
      ? 'It happens without any injected fault.'
      : `With these faults, in this order, and all other calls answered as ever.${found}`;
  const paragraphs = faults.flatMap(({ call, role, outcome, name, id, happened }, i) => [
    '',
    `${String(i + 1)}. ${call} ${printableLine(role)} -> ${outcome}`,
    `   choice point  ${printableLine(name, 2000)}`,
    `   in tokens     ${id}`,
    `   happened      ${timesText(happened)}`,
  ]);
  return [head, ...paragraphs, '', `token: ${printableLine(token, 100_000)}`, ''].join('\n');
}
