import { closeSync, openSync, readSync } from 'node:fs';
import { OperatorError } from '../../../support/operator-error.js';

const chunkBytes = 2 ** 20;

export function withFile(file: string, use: (descriptor: number) => void): void {
  const descriptor = openToRead(file);
  try {
    use(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

function openToRead(file: string): number {
  try {
    return openSync(file, 'r');
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    const message = `Cannot take "${file}" into the guest: ${reason}`;
    throw new OperatorError(message, 'make it readable, or leave it out');
  }
}

/** Exactly `size` bytes, the buffer of a chunk being used again for the next one. */
export function readChunks(
  descriptor: number,
  size: number,
  file: string,
  take: (chunk: Buffer) => void,
): void {
  const buffer = Buffer.allocUnsafe(Math.min(size, chunkBytes));
  for (let left = size; left > 0;) {
    const got = readSync(descriptor, buffer, 0, Math.min(left, chunkBytes), null);
    if (got === 0) {
      const message = `"${file}" became shorter while it was read.`;
      throw new OperatorError(message, 'stop what is writing to it and start again');
    }
    take(buffer.subarray(0, got));
    left -= got;
  }
}
