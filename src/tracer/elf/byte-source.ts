import { closeSync, openSync, readSync } from 'node:fs';

/** Reads exactly `length` bytes at `offset`, or undefined where they are not all there. */
export type ByteSource = (offset: number, length: number) => Buffer | undefined;

export function bufferSource(bytes: Buffer): ByteSource {
  return (offset, length) => {
    const inside = offset >= 0 && length >= 0 && offset + length <= bytes.length;
    return inside ? bytes.subarray(offset, offset + length) : undefined;
  };
}

/**
 * Lends a file for the time of `use`: an open file would keep the world's mounts busy.
 * Undefined where the file cannot be opened.
 */
export function withFileSource<T>(path: string, use: (source: ByteSource) => T): T | undefined {
  const fd = tryOpen(path);
  if (fd === undefined) return undefined;
  try {
    return use((offset, length) => readExactly(fd, offset, length));
  } finally {
    closeSync(fd);
  }
}

function tryOpen(path: string): number | undefined {
  try {
    return openSync(path, 'r');
  } catch {
    return undefined;
  }
}

/** A table of a real file is never this large; a damaged header may well say so. */
const maxReadBytes = 1 << 30;

function readExactly(fd: number, offset: number, length: number): Buffer | undefined {
  if (!Number.isSafeInteger(offset) || offset < 0 || length < 0 || length > maxReadBytes) {
    return undefined;
  }
  try {
    const probe = Buffer.allocUnsafe(1);
    if (length > 0 && readSync(fd, probe, 0, 1, offset + length - 1) !== 1) return undefined;
    const bytes = Buffer.allocUnsafe(length);
    return readSync(fd, bytes, 0, length, offset) === length ? bytes : undefined;
  } catch {
    return undefined;
  }
}
