import { addressOf, processVmReadv, processVmWritev } from './ffi.js';

/** IOV_MAX: how many stretches one call may name. */
const vectorsMax = 1024;
const high = 2 ** 32;

/** An array of struct iovec. */
class Vectors {
  readonly bytes = Buffer.alloc(vectorsMax * 16);
  private readonly words = new Uint32Array(this.bytes.buffer, this.bytes.byteOffset);

  put(index: number, address: number, length: number): void {
    const { words } = this;
    words[index * 4] = address % high;
    words[index * 4 + 1] = Math.floor(address / high);
    words[index * 4 + 2] = length % high;
    words[index * 4 + 3] = Math.floor(length / high);
  }

  /** @returns the sum of their lengths */
  putAll(extents: readonly Extent[]): number {
    let total = 0;
    extents.forEach(({ start, length }, i) => {
      this.put(i, start, length);
      total += length;
    });
    return total;
  }
}

const local = new Vectors();
const remote = new Vectors();

function aim(address: number, buffer: Buffer): void {
  local.put(0, Number(addressOf(buffer)), buffer.length);
  remote.put(0, address, buffer.length);
}

/**
 * Copy memory of another process (process_vm_readv(2)).
 * @returns what was readable from `address` on, at most `length` bytes; may be empty
 */
export function readMemory(pid: number, address: number, length: number): Buffer {
  const buffer = Buffer.allocUnsafeSlow(length);
  if (length === 0) return buffer;
  aim(address, buffer);
  const got = processVmReadv(pid, local.bytes, 1, remote.bytes, 1, 0);
  if (got === length) return buffer;
  return got > 0 ? buffer.subarray(0, got) : readUpToPageEnd(pid, address, length);
}

/** One iovec is copied whole or not at all when its first page faults: try the first page. */
function readUpToPageEnd(pid: number, address: number, length: number): Buffer {
  const rest = 4096 - (address % 4096);
  if (rest >= length) return Buffer.alloc(0);
  const buffer = Buffer.allocUnsafeSlow(rest);
  aim(address, buffer);
  const got = processVmReadv(pid, local.bytes, 1, remote.bytes, 1, 0);
  return got > 0 ? buffer.subarray(0, got) : Buffer.alloc(0);
}

/** @returns whether all bytes were written; read-only pages are refused, unlike by ptrace */
export function writeMemory(pid: number, address: number, bytes: Buffer): boolean {
  if (bytes.length === 0) return true;
  aim(address, bytes);
  return processVmWritev(pid, local.bytes, 1, remote.bytes, 1, 0) === bytes.length;
}

/** A stretch of another process's memory, in bytes. */
export interface Extent {
  readonly start: number;
  readonly length: number;
}

/** Copy many stretches, one after the other, into one buffer. @returns how many bytes were there */
export function readExtents(pid: number, extents: readonly Extent[], into: Buffer): number {
  return moveExtents(processVmReadv, pid, extents, into);
}

/** The reverse of readExtents. @returns how many bytes could be written */
export function writeExtents(pid: number, extents: readonly Extent[], from: Buffer): number {
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
    const total = remote.putAll(some);
    for (const [i, { bytes }] of some.entries())
      local.put(i, Number(addressOf(bytes)), bytes.length);
    const [ours, theirs] = [local.bytes, remote.bytes];
    if (processVmWritev(pid, ours, some.length, theirs, some.length, 0) !== total) return false;
  }
  return true;
}

/** Ends at the first that cannot be moved. */
function moveExtents(
  move: typeof processVmReadv,
  pid: number,
  extents: readonly Extent[],
  buffer: Buffer,
): number {
  const address = Number(addressOf(buffer));
  let moved = 0;
  for (let first = 0; first < extents.length; first += vectorsMax) {
    const some = extents.slice(first, first + vectorsMax);
    const total = remote.putAll(some);
    local.put(0, address + moved, total);
    const got = move(pid, local.bytes, 1, remote.bytes, some.length, 0);
    moved += Math.max(got, 0);
    if (got !== total) break;
  }
  return moved;
}
