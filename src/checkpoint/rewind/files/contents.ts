import { readSync, type BigIntStats } from 'node:fs';
import { openWhateverTheMode } from '../../../kernel/file-descriptor.js';
import { refuse } from '../refusal.js';

/** Files up to this size are read each time: that costs less than to be clever. */
const smallBytes = 256 << 10;
const totalBytes = 64 << 20;
const readOnly = 0o1000000; // O_RDONLY | O_NOATIME

interface Known {
  readonly stamp: string;
  readonly bytes: Buffer;
  /** Whether it was mapped then: a page that is mapped already can be changed without a trace. */
  readonly mapped: boolean;
}

/** What the files of a tree hold. Snapshots share the bytes of files that have not changed. */
export class Contents {
  private known = new Map<bigint, Known>();
  private fresh = new Map<bigint, Known>();
  private total = 0;

  /** @param isMapped whether a process shares memory with the file at this path */
  constructor(private readonly isMapped: (at: string) => boolean) {}

  of(at: string, status: BigIntStats): Buffer {
    const linked = this.fresh.get(status.ino);
    if (linked !== undefined) return linked.bytes;
    const size = Number(status.size);
    this.total += size;
    if (this.total > totalBytes) refuse(`files of more than ${String(totalBytes >> 20)} MB`);
    const now = this.look(at, status, size);
    this.fresh.set(status.ino, now);
    return now.bytes;
  }

  /** A tree is read anew: what it did not hold the last time is not needed any more. */
  begin(): void {
    this.known = this.fresh;
    this.fresh = new Map();
    this.total = 0;
  }

  private look(at: string, status: BigIntStats, size: number): Known {
    const known = this.known.get(status.ino);
    const stamp = [status.size, status.mtimeNs, status.ctimeNs].join(' ');
    const mapped = size > smallBytes && this.isMapped(at);
    const isTrusted = size > smallBytes && known?.mapped === false && known.stamp === stamp;
    const bytes = isTrusted ? known.bytes : readAll(at, size);
    return { stamp, mapped, bytes: known?.bytes.equals(bytes) === true ? known.bytes : bytes };
  }
}

function readAll(at: string, size: number): Buffer {
  using file = openWhateverTheMode(at, readOnly);
  if (file === undefined) refuse('a file that cannot be read');
  return readFrom(file.fd, size);
}

/** @throws RewindRefused when there is less */
export function readFrom(fd: number, size: number): Buffer {
  const bytes = Buffer.allocUnsafeSlow(size);
  for (let done = 0; done < size;) {
    const got = readSync(fd, bytes, done, size - done, done);
    if (got === 0) refuse('a file that changes while it is read');
    done += got;
  }
  return bytes;
}
