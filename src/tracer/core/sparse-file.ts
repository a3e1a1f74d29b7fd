import { closeSync, fstatSync, ftruncateSync, openSync, writeSync } from 'node:fs';
import { pageBytes } from './page.js';

const zeros = Buffer.alloc(pageBytes);

/** A file in which pages of zeros are holes. */
export class SparseFile implements Disposable {
  private constructor(private readonly fd: number) {}

  /** A file for its owner only. @throws the file system's error */
  static create(file: string): SparseFile {
    return new SparseFile(openSync(file, 'w', 0o600));
  }

  /** @param at where it belongs; of what is written in pieces, each begins with a page */
  write(bytes: Buffer, at: number): void {
    for (let from = 0; from < bytes.length;) {
      const to = endOfStretch(bytes, from);
      if (!isZero(bytes, from)) this.put(bytes.subarray(from, to), at + from);
      from = to;
    }
  }

  /** @returns how many bytes it takes */
  finish(length: number): number {
    ftruncateSync(this.fd, length);
    return fstatSync(this.fd).blocks * 512;
  }

  [Symbol.dispose](): void {
    closeSync(this.fd);
  }

  private put(bytes: Buffer, at: number): void {
    for (let done = 0; done < bytes.length;)
      done += writeSync(this.fd, bytes, done, bytes.length - done, at + done);
  }
}

/** Where the pages end that are all zero, or all not. */
function endOfStretch(bytes: Buffer, from: number): number {
  const zero = isZero(bytes, from);
  let to = from + pageBytes;
  while (to < bytes.length && isZero(bytes, to) === zero) to += pageBytes;
  return Math.min(to, bytes.length);
}

function isZero(bytes: Buffer, at: number): boolean {
  const page = bytes.subarray(at, at + pageBytes);
  return (
    page[0] === 0 && page.equals(page.length === pageBytes ? zeros : zeros.subarray(0, page.length))
  );
}
