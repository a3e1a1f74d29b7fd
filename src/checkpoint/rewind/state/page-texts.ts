import type { Extent, Piece } from '../../../kernel/process-memory.js';
import { pageBytes } from '../memory/page-chunk.js';
import { digestText } from './bytes-text.js';

const zeros = Buffer.alloc(pageBytes);
const nothing = '';

interface Seen {
  readonly page: Buffer;
  readonly text: string;
}

/** What the pages of one memory hold; only what has changed since the last look is digested. */
export class PageTexts {
  private seen = new Map<number, Seen>();

  /** @param blank what says nothing, whatever it holds */
  text(pieces: readonly Piece[], blank: readonly Extent[]): string {
    const now = new Map<number, Seen>();
    for (const { start, length, bytes } of pieces)
      for (let at = 0; at < length; at += pageBytes)
        now.set(start + at, this.look(start + at, bytes.subarray(at, at + pageBytes), blank));
    this.seen = now;
    const told = [...now].filter(([, { text }]) => text !== nothing).sort(([a], [b]) => a - b);
    return told.map(([at, { text }]) => `${at.toString(16)} ${text}`).join('\n');
  }

  private look(at: number, page: Buffer, blank: readonly Extent[]): Seen {
    const blanks = blank.filter(({ start, length }) => {
      return start < at + pageBytes && start + length > at;
    });
    if (blanks.length > 0) return { page: zeros, text: pageText(blanked(at, page, blanks)) };
    const before = this.seen.get(at);
    const isSame = before !== undefined && (isIt(before.page, page) || before.page.equals(page));
    return { page, text: isSame ? before.text : pageText(page) };
  }
}

/** Whether the two are the very same bytes: snapshots share pages that have not changed. */
function isIt(one: Buffer, other: Buffer): boolean {
  return one.buffer === other.buffer && one.byteOffset === other.byteOffset;
}

/** A page of zeros is as good as none. */
function pageText(page: Buffer): string {
  return page.equals(zeros) ? nothing : digestText(page);
}

function blanked(at: number, page: Buffer, blanks: readonly Extent[]): Buffer {
  const copy = Buffer.from(page);
  for (const { start, length } of blanks)
    copy.fill(0, Math.max(0, start - at), Math.min(pageBytes, start + length - at));
  return copy;
}
