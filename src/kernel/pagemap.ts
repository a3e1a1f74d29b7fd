import { closeSync, openSync } from 'node:fs';
import { addressOf, errno, ioctl } from './ffi.js';
import { errnoName } from '../abi/errno.js';
import { assert } from '../support/assert.js';
import type { Extent } from './process-memory.js';

const pagemapScan = 0xc0606610; // PAGEMAP_SCAN, Linux 6.7
/** PAGE_IS_*: what the kernel says of a page. */
const page = { file: 1n << 2n, present: 1n << 3n, swapped: 1n << 4n, zero: 1n << 5n } as const;
const endOfUserSpace = 0x7fff_ffff_f000;
const regionBytes = 24;
const regionsMax = 1024;

const argument = Buffer.alloc(96);
const regions = Buffer.alloc(regionsMax * regionBytes);

/** /proc/PID/pagemap of a process, kept open. */
export class Pagemap implements Disposable {
  private constructor(private readonly fd: number) {}

  static open(pid: number): Pagemap | undefined {
    try {
      return new Pagemap(openSync(`/proc/${String(pid)}/pagemap`, 'r'));
    } catch {
      return undefined;
    }
  }

  /** Stretches of pages that the process owns: neither a file's nor the shared page of zeros. */
  owned(from = 0, to = endOfUserSpace): readonly Extent[] {
    argument.fill(0);
    argument.writeBigUInt64LE(page.file | page.zero, 64); // these must not be set
    argument.writeBigUInt64LE(page.file | page.zero, 72);
    argument.writeBigUInt64LE(page.present | page.swapped, 80); // any of these
    argument.writeBigUInt64LE(page.present | page.swapped, 88); // told apart by these
    return this.scan(from, to);
  }

  private scan(from: number, to: number): readonly Extent[] {
    const found: Extent[] = [];
    for (let start = from; start < to;) {
      const count = this.scanSome(start, to);
      for (let i = 0; i < count; i++) append(found, i * regionBytes);
      start = Number(argument.readBigUInt64LE(32)); // walk_end
    }
    return found;
  }

  private scanSome(start: number, end: number): number {
    argument.writeBigUInt64LE(96n, 0);
    argument.writeBigUInt64LE(BigInt(start), 16);
    argument.writeBigUInt64LE(BigInt(end), 24);
    argument.writeBigUInt64LE(addressOf(regions), 40);
    argument.writeBigUInt64LE(BigInt(regionsMax), 48);
    const count = ioctl(this.fd, pagemapScan, argument);
    assert(count >= 0, 'PAGEMAP_SCAN', { errno: errnoName(errno()) });
    return count;
  }

  [Symbol.dispose](): void {
    closeSync(this.fd);
  }
}

/** Neighbours that differ only in what is told apart are one stretch. */
function append(found: Extent[], at: number): void {
  const start = Number(regions.readBigUInt64LE(at));
  const length = Number(regions.readBigUInt64LE(at + 8)) - start;
  const last = found.at(-1);
  if (last !== undefined && last.start + last.length === start)
    found[found.length - 1] = { start: last.start, length: last.length + length };
  else found.push({ start, length });
}
