import type { Mapping } from '../../../kernel/memory-map.js';
import type { BorrowedThread } from '../../../tracer/borrowed-thread.js';
import { refuse } from '../refusal.js';
import { keepersAt, type Layout } from './layout.js';

const moveToFixed = 3; // MREMAP_MAYMOVE | MREMAP_FIXED

/**
 * Shared memory without a path is lost with its last mapping, and cannot be opened from outside
 * but with privileges. So each is mapped a second time, out of the program's way: mremap(2) with
 * a size of 0 makes a twin of a shared mapping. Twins are told by their address; children inherit
 * them.
 * @returns whether any had to be made
 */
export function keepShared(layout: Layout, hands: () => BorrowedThread): boolean {
  let next = layout.keepers.reduce((end, keeper) => Math.max(end, keeper.end), keepersAt);
  const lonely = layout.mappings.filter((mapping) => isLonely(layout, mapping));
  for (const { start, end, name } of lonely) {
    const made = hands().call('mremap', start, 0, end - start, moveToFixed, next);
    if (made !== next) refuse(`shared memory ${name}`);
    next += end - start;
  }
  return lonely.length > 0;
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
