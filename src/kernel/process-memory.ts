import { addressOf, processVmReadv, processVmWritev } from './ffi.js';

const local = Buffer.alloc(16);
const remote = Buffer.alloc(16);

function aim(address: number, buffer: Buffer): void {
  local.writeBigUInt64LE(addressOf(buffer), 0);
  local.writeBigUInt64LE(BigInt(buffer.length), 8);
  remote.writeBigUInt64LE(BigInt(address), 0);
  remote.writeBigUInt64LE(BigInt(buffer.length), 8);
}

/**
 * Copy memory of another process (process_vm_readv(2)).
 * @returns what was readable from `address` on, at most `length` bytes; may be empty
 */
export function readMemory(pid: number, address: number, length: number): Buffer {
  const buffer = Buffer.allocUnsafeSlow(length);
  if (length === 0) return buffer;
  aim(address, buffer);
  const got = processVmReadv(pid, local, 1, remote, 1, 0);
  if (got === length) return buffer;
  return got > 0 ? buffer.subarray(0, got) : readUpToPageEnd(pid, address, length);
}

/** One iovec is copied whole or not at all when its first page faults: try the first page. */
function readUpToPageEnd(pid: number, address: number, length: number): Buffer {
  const rest = 4096 - (address % 4096);
  if (rest >= length) return Buffer.alloc(0);
  const buffer = Buffer.allocUnsafeSlow(rest);
  aim(address, buffer);
  const got = processVmReadv(pid, local, 1, remote, 1, 0);
  return got > 0 ? buffer.subarray(0, got) : Buffer.alloc(0);
}

/** @returns whether all bytes were written; read-only pages are refused, unlike by ptrace */
export function writeMemory(pid: number, address: number, bytes: Buffer): boolean {
  if (bytes.length === 0) return true;
  aim(address, bytes);
  return processVmWritev(pid, local, 1, remote, 1, 0) === bytes.length;
}

/** A stretch of another process's memory, in bytes. */
export interface Extent {
  readonly start: number;
  readonly length: number;
}

/** IOV_MAX: how many stretches one call may name. */
const vectorsMax = 1024;

/** Copy many stretches, one after the other, into one buffer. @returns whether all were there */
export function readExtents(pid: number, extents: readonly Extent[], into: Buffer): boolean {
  return moveExtents(processVmReadv, pid, extents, into);
}

/** The reverse of readExtents. */
export function writeExtents(pid: number, extents: readonly Extent[], from: Buffer): boolean {
  return moveExtents(processVmWritev, pid, extents, from);
}

/** A stretch of another process's memory and what belongs there. */
export interface Piece extends Extent {
  readonly bytes: Buffer;
}

/** @returns whether all could be written */
export function writePieces(pid: number, pieces: readonly Piece[]): boolean {
  for (let first = 0; first < pieces.length; first += vectorsMax) {
    const some = pieces.slice(first, first + vectorsMax);
    const ours = some.map(({ bytes, length }) => ({ start: Number(addressOf(bytes)), length }));
    const total = some.reduce((sum, { length }) => sum + length, 0);
    const [from, to] = [vectorsOf(ours), vectorsOf(some)];
    if (processVmWritev(pid, from, some.length, to, some.length, 0) !== total) return false;
  }
  return true;
}

function moveExtents(
  move: typeof processVmReadv,
  pid: number,
  extents: readonly Extent[],
  buffer: Buffer,
): boolean {
  let offset = 0;
  for (let first = 0; first < extents.length; first += vectorsMax) {
    const some = extents.slice(first, first + vectorsMax);
    const bytes = some.reduce((sum, { length }) => sum + length, 0);
    aim(0, buffer.subarray(offset, offset + bytes));
    if (move(pid, local, 1, vectorsOf(some), some.length, 0) !== bytes) return false;
    offset += bytes;
  }
  return true;
}

function vectorsOf(extents: readonly Extent[]): Buffer {
  const vectors = Buffer.alloc(extents.length * 16);
  extents.forEach(({ start, length }, i) => {
    vectors.writeBigUInt64LE(BigInt(start), i * 16);
    vectors.writeBigUInt64LE(BigInt(length), i * 16 + 8);
  });
  return vectors;
}
