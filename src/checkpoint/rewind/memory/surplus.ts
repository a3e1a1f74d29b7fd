import type { Extent, Piece } from '../../../kernel/process-memory.js';
import type { BorrowedThread } from '../../../tracer/borrowed-thread.js';
import { refuse } from '../refusal.js';
import { intersect, subtract } from './extents.js';
import type { Layout } from './layout.js';

const dontNeed = 4; // MADV_DONTNEED
/** A call in the process costs as much as to write this much. */
const zeros = Buffer.alloc(32 << 10);

/**
 * Pages that were not there then. Of anonymous memory they read as zeros then: where there are
 * few, zeros are written instead. @returns what is to be written
 */
export function dropSurplus(
  surplus: readonly Extent[],
  layout: Layout,
  hands: () => BorrowedThread,
): readonly Piece[] {
  if (surplus.length === 0) return [];
  const blank = intersect(intersect(surplus, layout.anonymous), layout.writable);
  const few = blank.filter(({ length }) => length <= zeros.length);
  const pieces = few.flatMap(zeroed);
  for (const { start, length } of subtract(surplus, few)) {
    if (hands().call('madvise', start, length, dontNeed) === 0) continue;
    // Pages that are locked into memory stay.
    const locked = intersect([{ start, length }], blank);
    if (subtract([{ start, length }], locked).length > 0) refuse('memory that stays');
    pieces.push(...locked.flatMap(zeroed));
  }
  return pieces;
}

function zeroed({ start, length }: Extent): readonly Piece[] {
  const pieces: Piece[] = [];
  for (let done = 0; done < length; done += zeros.length) {
    const size = Math.min(zeros.length, length - done);
    pieces.push({ start: start + done, length: size, bytes: zeros.subarray(0, size) });
  }
  return pieces;
}
