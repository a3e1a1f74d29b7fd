import { closeSync, openSync } from 'node:fs';
import { addressOf, errno, ioctl } from './ffi.js';
import { errnoName } from '../abi/errno.js';
import { assert } from '../support/assert.js';
import type { Extent } from './process-memory.js';
import { isSwapping } from './swap.js';

const pagemapScan = 0xc0606610; // PAGEMAP_SCAN, Linux 6.7
const writeProtectMatching = 1; // PM_SCAN_WP_MATCHING
/** PAGE_IS_*: what the kernel says of a page. */
const page = { written: 2, file: 4, present: 8, swapped: 16, zero: 32 } as const;
const there = page.present | page.swapped;
const endOfUserSpace = 0x7fff_ffff_f000;
/** A struct page_region: start, end, categories. */
const regionWords = 6;
const categories = 4;
const regionsMax = 1024;

/** Which pages are looked for, as struct pm_scan_arg has it. */
interface Look {
  readonly flags: number;
  /** Categories that count as set when they are not. */
  readonly inverted: number;
  /** All of these must be set. */
  readonly all: number;
  /** Any of these must be set, unless it is 0. */
  readonly any: number;
  /** What is told of each stretch. */
  readonly told: number;
}

const looks = {
  owned: {
    flags: 0,
    inverted: page.file | page.zero,
    all: page.file | page.zero,
    any: there,
    told: there | page.written,
  },
  absent: { flags: 0, inverted: there, all: there, any: 0, told: there },
  written: {
    flags: writeProtectMatching,
    inverted: 0,
    all: page.written,
    any: 0,
    told: page.written,
  },
} as const;

const argument = Buffer.alloc(96);
const regions = Buffer.alloc(regionsMax * regionWords * 4);
const words = new Uint32Array(argument.buffer, argument.byteOffset, 24);
const found = new Uint32Array(regions.buffer, regions.byteOffset, regionsMax * regionWords);
const high = 2 ** 32;
/** Where the words of struct pm_scan_arg stand. */
const at = { size: 0, flags: 2, start: 4, end: 6, walkEnd: 8, vector: 10, count: 12 } as const;
const mask = { inverted: 16, all: 18, any: 20, returned: 22 } as const;
put(at.size, argument.length);
put(at.vector, Number(addressOf(regions)));
put(at.count, regionsMax);

/** /proc/PID/pagemap of a process, kept open; it belongs to the program that ran at its opening. */
export class Pagemap implements Disposable {
  private constructor(private readonly fd: number) {}

  static open(pid: number): Pagemap | undefined {
    try {
      return new Pagemap(openSync(`/proc/${String(pid)}/pagemap`, 'r'));
    } catch {
      return undefined;
    }
  }

  /**
   * Stretches of pages that the process owns: neither a file's nor the shared page of zeros.
   * Where writing is noted the kernel marks also what has no page, and the mark looks like a page
   * that was swapped out and not written since. Such are pages only where anything is swapped out.
   */
  owned(within: readonly Extent[] = [{ start: 0, length: endOfUserSpace }]): readonly Extent[] {
    const seen = { marks: false };
    const owned = this.scan(looks.owned, within, (told) => {
      const mayBeMark = (told & (page.present | page.written)) === 0;
      seen.marks ||= mayBeMark;
      return !mayBeMark;
    });
    // Asked afterwards: nothing but its program, which stands, brings a page back.
    return seen.marks && isSwapping() ? this.scan(looks.owned, within) : owned;
  }

  /** Stretches without pages. */
  absent(within: readonly Extent[]): readonly Extent[] {
    return this.scan(looks.absent, within);
  }

  /**
   * Stretches written since they were asked for last, of mappings that a WriteNotes is taken of.
   * What has been dropped since (madvise(2), MADV_DONTNEED) counts as written, too, but before
   * 2026 kernels leave out stretches whose page table has gone with them.
   */
  written(within: readonly Extent[]): readonly Extent[] {
    return this.scan(looks.written, within);
  }

  private scan(
    look: Look,
    within: readonly Extent[],
    isWanted: (told: number) => boolean = () => true,
  ): readonly Extent[] {
    put(at.flags, look.flags);
    put(mask.inverted, look.inverted);
    put(mask.all, look.all);
    put(mask.any, look.any);
    put(mask.returned, look.told);
    const all: Extent[] = [];
    for (const { start, length } of within)
      for (let from = start; from < start + length; from = get(words, at.walkEnd)) {
        const count = this.step(from, start + length);
        for (let i = 0; i < count * regionWords; i += regionWords)
          if (isWanted(found[i + categories] ?? 0)) append(all, get(found, i), get(found, i + 2));
      }
    return all;
  }

  /** @returns how many regions were found up to where the walk has come */
  private step(from: number, to: number): number {
    put(at.start, from);
    put(at.end, to);
    const count = ioctl(this.fd, pagemapScan, argument);
    if (count < 0) assert(false, 'PAGEMAP_SCAN', { errno: errnoName(errno()) });
    return count;
  }

  [Symbol.dispose](): void {
    closeSync(this.fd);
  }
}

/** Whether this kernel knows PAGEMAP_SCAN. */
export function canScanPages(): boolean {
  using pagemap = Pagemap.open(process.pid);
  try {
    return (pagemap?.owned([{ start: 0, length: 4096 }]).length ?? -1) >= 0;
  } catch {
    return false;
  }
}

function put(word: number, value: number): void {
  words[word] = value % high;
  words[word + 1] = Math.floor(value / high);
}

function get(from: Uint32Array, word: number): number {
  return (from[word] ?? 0) + (from[word + 1] ?? 0) * high;
}

/** Neighbours that differ only in what is told apart are one stretch. */
function append(all: Extent[], start: number, end: number): void {
  const last = all.at(-1);
  if (last !== undefined && last.start + last.length === start)
    all[all.length - 1] = { start: last.start, length: end - last.start };
  else all.push({ start, length: end - start });
}
