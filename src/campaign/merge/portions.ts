import type { Report } from '../../report/report-schema.js';
import { OperatorError } from '../../support/operator-error.js';

/** A report and the name of its file, for messages. */
export interface Source {
  readonly file: string;
  readonly report: Report;
}

/** One part of an exploration, explored once or several times. */
export interface Portion {
  readonly part: number;
  readonly reports: readonly Report[];
}

/**
 * What the reports cover, without overlap.
 * @throws OperatorError when one is of several parts, whose completeness nobody knows any more
 */
export function portionsOf(sources: readonly Source[]): readonly Portion[] {
  const portions = new Map<number, Portion>();
  for (const { file, report } of sources) {
    const { parts } = shardOf(report);
    const [part = 1, ...others] = parts;
    if (others.length > 0) throw severalParts(file, parts);
    const reports = [...(portions.get(part)?.reports ?? []), report];
    portions.set(part, { part, reports });
  }
  return [...portions.values()];
}

/** A whole exploration is the first part of one. */
export function shardOf({ search }: Report): NonNullable<Report['search']['shard']> {
  return search.shard ?? { parts: [1], of: 1 };
}

/** Of what overlaps, the most that was found; of what does not, all together. */
export function together(portions: readonly Portion[], count: (report: Report) => number): number {
  const most = portions.map(({ reports }) => Math.max(...reports.map(count)));
  return most.reduce((sum, one) => sum + one, 0);
}

function severalParts(file: string, parts: readonly number[]): OperatorError {
  const message = `"${file}" is of several parts already (${parts.join(', ')})`;
  return new OperatorError(message, 'merge the reports of the parts themselves, all at once');
}
