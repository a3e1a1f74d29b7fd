import type { Mapping } from '../../../kernel/memory-map.js';
import type { BorrowedThread } from '../../../tracer/borrowed-thread.js';
import { refuse } from '../refusal.js';
import { keepersAt, keepersEnd, type Layout } from './layout.js';

const moveToFixed = 3; // MREMAP_MAYMOVE | MREMAP_FIXED

/**
 * Shared memory without a path is lost with its last mapping, and cannot be opened from outside
 * but with privileges. So each is mapped a second time, out of the program's way: mremap(2) with
 * a size of 0 makes a twin of a shared mapping. Children inherit them.
 * @returns whether any had to be made
 */
export function keepShared(layout: Layout, hands: () => BorrowedThread): boolean {
  const lonely = layout.mappings.filter((mapping) => isLonely(layout, mapping));
  let next = freeFrom(layout);
  for (const { start, end, name } of lonely) {
    if (next + end - start > keepersEnd) refuse(`shared memory ${name}`);
    const made = hands().call('mremap', start, 0, end - start, moveToFixed, next);
    if (made !== next) refuse(`shared memory ${name}`);
    next += end - start;
  }
  return lonely.length > 0;
}

/** Behind all that is mapped there: what mremap is told to map over is lost. */
function freeFrom({ keepers, mappings }: Layout): number {
  const there = mappings.filter(({ start, end }) => end > keepersAt && start < keepersEnd);
  return [...keepers, ...there].reduce((next, { end }) => Math.max(next, end), keepersAt);
}

/** The twin of this stretch of a shared object. */
export function keeperOf(
  layout: Layout,
  { backing, access }: Mapping,
  offset: number,
  length: number,
): Mapping | undefined {
  if (access[3] !== 's') return undefined;
  return layout.keepers.find(
    (one) =>
      one.backing === backing &&
      one.offset <= offset &&
      one.offset + one.end - one.start >= offset + length,
  );
}

function isLonely(layout: Layout, mapping: Mapping): boolean {
  const { access, name, offset, start, end } = mapping;
  if (access[3] !== 's' || !name.endsWith(' (deleted)')) return false;
  return keeperOf(layout, mapping, offset, end - start) === undefined;
}
