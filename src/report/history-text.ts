import { printableLine } from './printable.js';
import { counted } from './quantities.js';
import type { Report } from './report-schema.js';

/** `since old.json: 1 new, 2 still there, 1 fixed`, and which are fixed. */
export function historyLines(report: Report): readonly string[] {
  const { history } = report;
  if (history === undefined) return [];
  const { previous, stillThere, fixed, untried = [] } = history;
  const counts = [
    `${String(history.new.length)} new`,
    `${String(stillThere.length)} still there`,
    `${String(fixed.length)} fixed`,
    ...(untried.length === 0 ? [] : [`${String(untried.length)} not tried again`]),
  ];
  const gone = fixed.map(({ fingerprint, description }) => {
    return `fixed: ${printableLine(description, 300)} [${printableLine(fingerprint)}]`;
  });
  const head = `since ${printableLine(previous)}: ${counts.join(', ')}`;
  return [head, ...skippedLine(report), ...gone];
}

/** `61 of 64 paths unchanged, not run again`, or why all were. */
function skippedLine({ history, paths }: Report): readonly string[] {
  const why = history?.nothingSkipped;
  if (why !== undefined) return [`nothing was skipped: ${printableLine(why, 500)}`];
  const unchanged = paths.filter((path) => path.unchanged === true).length;
  if (unchanged === 0) return [];
  return [`${String(unchanged)} of ${counted(paths.length, 'path')} unchanged, not run again`];
}

/** Whether a defect was there before; unknown where nothing was compared. */
export function stateOf({ history }: Report, fingerprint: string): 'new' | 'unchanged' | undefined {
  if (history === undefined) return undefined;
  return history.new.includes(fingerprint) ? 'new' : 'unchanged';
}
