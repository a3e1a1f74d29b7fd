import { readSync, writeSync } from 'node:fs';
import {
  readExtents,
  writeExtents,
  type Extent,
  type Piece,
} from '../../../kernel/process-memory.js';
import { refuse } from '../refusal.js';
import type { MemoryView } from './memory-view.js';

export function bytesIn(extents: readonly Extent[]): number {
  return extents.reduce((sum, { length }) => sum + length, 0);
}

/** Read stretches one after the other, whatever their rights are. */
export function readAll(view: MemoryView, extents: readonly Extent[], into: Buffer): void {
  moveAll(view, extents, into, reading);
}

/** The reverse of readAll. */
export function writeAll(view: MemoryView, extents: readonly Extent[], from: Buffer): void {
  moveAll(view, extents, from, writing);
}

/** Write pieces whose rights do not allow it. */
export function forcePieces(view: MemoryView, pieces: readonly Piece[]): void {
  for (const { start, length, bytes } of pieces) force(view, { start, length }, bytes, 0, writing);
}

interface Direction {
  /** Many stretches at once. @returns how many bytes were moved before one that must not be */
  readonly many: typeof readExtents;
  /** Through /proc/PID/mem, which minds no rights. */
  readonly one: (fd: number, bytes: Buffer, at: number, length: number, from: number) => number;
  readonly name: string;
}

const reading: Direction = { many: readExtents, one: readSync, name: 'read' };
// A position must be a number here: as a bigint it is ignored.
const writing: Direction = { many: writeExtents, one: writeSync, name: 'written' };

function moveAll(
  view: MemoryView,
  extents: readonly Extent[],
  buffer: Buffer,
  direction: Direction,
): void {
  let offset = 0;
  for (let next = 0; next < extents.length; next++) {
    const rest = next === 0 ? extents : extents.slice(next);
    let moved = direction.many(view.pid, rest, buffer.subarray(offset));
    let extent = extents[next];
    for (; extent !== undefined && moved >= extent.length; extent = extents[next]) {
      moved -= extent.length;
      offset += extent.length;
      next += 1;
    }
    if (extent === undefined) return;
    force(view, extent, buffer, offset, direction);
    offset += extent.length;
  }
}

function force(
  view: MemoryView,
  { start, length }: Extent,
  buffer: Buffer,
  offset: number,
  { one, name }: Direction,
): void {
  let moved = 0;
  try {
    moved = one(view.mem, buffer, offset, length, start);
  } catch {
    // What is not there at all.
  }
  if (moved !== length) refuse(`memory that cannot be ${name}`);
}
