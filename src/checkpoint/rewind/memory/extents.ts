import type { Extent } from '../../../kernel/process-memory.js';

/** What of `these` is in none of `others`; both in order of addresses. */
export function subtract(these: readonly Extent[], others: readonly Extent[]): readonly Extent[] {
  const left: Extent[] = [];
  let next = 0;
  for (const { start, length } of these) {
    let from = start;
    const end = start + length;
    while (next < others.length && endOf(others[next]) <= from) next += 1;
    for (let i = next; i < others.length && (others[i]?.start ?? end) < end; i++) {
      const other = others[i];
      if (other === undefined) break;
      if (other.start > from) left.push({ start: from, length: other.start - from });
      from = Math.max(from, endOf(other));
    }
    if (from < end) left.push({ start: from, length: end - from });
  }
  return left;
}

/** What is in both. */
export function intersect(these: readonly Extent[], others: readonly Extent[]): readonly Extent[] {
  return subtract(these, subtract(these, others));
}

/** What is in one or the other. */
export function union(these: readonly Extent[], others: readonly Extent[]): readonly Extent[] {
  if (others.length === 0) return these;
  if (these.length === 0) return others;
  return [...subtract(these, others), ...others].sort((a, b) => a.start - b.start);
}

function endOf(extent: Extent | undefined): number {
  return extent === undefined ? Infinity : extent.start + extent.length;
}
