import { readSync, writeSync } from 'node:fs';
import { readExtents, writeExtents, type Extent } from '../../../kernel/process-memory.js';
import { refuse } from '../refusal.js';
import type { MemoryView } from './memory-view.js';

export function bytesIn(extents: readonly Extent[]): number {
  return extents.reduce((sum, { length }) => sum + length, 0);
}

/** Read stretches one after the other, whatever their rights are. */
export function readAll(view: MemoryView, extents: readonly Extent[], into: Buffer): void {
  if (extents.length === 0 || readExtents(view.pid, extents, into)) return;
  let offset = 0;
  for (const { start, length } of extents) {
    if (!isMoved(length, () => readSync(view.mem, into, offset, length, start)))
      refuse('memory that cannot be read');
    offset += length;
  }
}

/** The reverse of readAll. */
export function writeAll(view: MemoryView, extents: readonly Extent[], from: Buffer): void {
  if (extents.length === 0 || writeExtents(view.pid, extents, from)) return;
  let offset = 0;
  for (const { start, length } of extents) {
    // A position must be a number here: as a bigint it is ignored.
    if (!isMoved(length, () => writeSync(view.mem, from, offset, length, start)))
      refuse('memory that cannot be written');
    offset += length;
  }
}

function isMoved(length: number, move: () => number): boolean {
  try {
    return move() === length;
  } catch {
    return false;
  }
}
