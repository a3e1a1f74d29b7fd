import { printableLine } from './printable.js';
import type { Report } from './report-schema.js';

/** `since old.json: 1 new, 2 still there, 1 fixed`, and which are fixed. */
export function historyLines({ history }: Report): readonly string[] {
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
  return [`since ${printableLine(previous)}: ${counts.join(', ')}`, ...gone];
}

/** Whether a defect was there before; unknown where nothing was compared. */
export function stateOf({ history }: Report, fingerprint: string): 'new' | 'unchanged' | undefined {
  if (history === undefined) return undefined;
  return history.new.includes(fingerprint) ? 'new' : 'unchanged';
}
