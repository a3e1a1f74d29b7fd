import { readForced } from '../../kernel/forced-memory.js';
import { canScanPages, Pagemap } from '../../kernel/pagemap.js';
import { readExtents, type Extent } from '../../kernel/process-memory.js';
import { pageBytes } from './page.js';
import type { Segment } from './segment.js';
import type { SparseFile } from './sparse-file.js';

/** How much is read at once: programs have more memory than we should. */
const piece = Buffer.allocUnsafeSlow(1 << 20);

/** Copy a mapping's memory to its place in the file; what cannot be read stays a hole. */
export function copyMemory(tid: number, segment: Segment, file: SparseFile, fileAt: number): void {
  const { start } = segment.mapping;
  for (const extent of stretches(tid, segment))
    for (const part of pieces(extent))
      copyPiece(readerOf(tid, segment), part, file, fileAt - start);
}

/** Reads into `piece`. @returns how many bytes were there */
type Reader = (extent: Extent) => number;

/** What the program may not read itself may hold data all the same: it was protected later. */
function readerOf(tid: number, { mapping }: Segment): Reader {
  return mapping.access.startsWith('r')
    ? (extent) => readExtents(tid, [extent], piece)
    : ({ start, length }) => readForced(tid, start, piece.subarray(0, length));
}

/** Of gigabytes that are only reserved nothing is read. */
function stretches(tid: number, { mapping, length, isAnonymous }: Segment): readonly Extent[] {
  const whole = [{ start: mapping.start, length }];
  if (length === 0 || !isAnonymous || !canScanPages()) return length === 0 ? [] : whole;
  using pagemap = Pagemap.open(tid);
  return pagemap?.owned(whole) ?? whole;
}

function* pieces({ start, length }: Extent): Generator<Extent> {
  for (let from = 0; from < length; from += piece.length)
    yield { start: start + from, length: Math.min(piece.length, length - from) };
}

/** Reading ends at the first page that cannot be read: a guard, or behind the end of a file. */
function copyPiece(read: Reader, { start, length }: Extent, file: SparseFile, shift: number): void {
  for (let done = 0; done < length;) {
    const rest = { start: start + done, length: length - done };
    const got = read(rest);
    file.write(piece.subarray(0, got), rest.start + shift);
    done += got;
    if (got < rest.length) done = nextPage(done);
  }
}

function nextPage(at: number): number {
  return Math.floor(at / pageBytes) * pageBytes + pageBytes;
}
