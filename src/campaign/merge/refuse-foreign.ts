import type { Report } from '../../report/report-schema.js';
import { OperatorError } from '../../support/operator-error.js';
import { shardOf, type Source } from './portions.js';

/** What must be equal for paths of two reports to mean the same, and to be counted together. */
const equals: readonly (readonly [string, (report: Report) => string])[] = [
  ['configurations', ({ configDigest }) => configDigest],
  ['builds of the program', ({ program }) => program.buildId],
  ['numbers of parts', (report) => String(shardOf(report).of)],
  ['bounds', ({ search }) => bounds(search.limits)],
  ['kinds of search', ({ search }) => (search.thorough ? 'thorough' : 'not thorough')],
];

/** @throws OperatorError that says which two differ, and in what */
export function refuseForeign(first: Source, others: readonly Source[]): void {
  for (const other of others) {
    for (const [what, valueOf] of equals) {
      const [here, there] = [valueOf(first.report), valueOf(other.report)];
      if (here === there) continue;
      throw new OperatorError(
        `"${first.file}" and "${other.file}" are of different ${what} (${here} and ${there})`,
        'merge reports of one program, explored with the same configuration and bounds',
      );
    }
  }
}

function bounds(limits: Report['search']['limits']): string {
  const pairs = Object.entries(limits ?? {}).sort(([a], [b]) => (a < b ? -1 : 1));
  return pairs.map(([name, value]) => `${name} ${String(value)}`).join(', ');
}
