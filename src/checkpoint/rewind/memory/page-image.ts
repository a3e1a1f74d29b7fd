import type { Extent, Piece } from '../../../kernel/process-memory.js';
import type { Block } from './block.js';
import { ImageDraft } from './image-draft.js';
import { chunkBytes, pageBytes, pagesInChunk, type PageChunk, type Place } from './page-chunk.js';

/**
 * What the pages of a memory held at one moment: an immutable table of chunks of pages, which
 * images of one memory share as far as they agree. Held until it is released.
 */
export class PageImage {
  private constructor(private readonly chunks: ReadonlyMap<number, PageChunk>) {
    for (const chunk of chunks.values()) chunk.hold();
  }

  static readonly empty = new PageImage(new Map());

  hold(): this {
    for (const chunk of this.chunks.values()) chunk.hold();
    return this;
  }

  release(): void {
    for (const chunk of this.chunks.values()) chunk.release();
  }

  /** The same without what lies in `gone`, and with these stretches, each as its block has it. */
  changed(
    gone: readonly Extent[],
    come: readonly { readonly extents: readonly Extent[]; readonly block: Block }[],
  ): PageImage {
    const draft = new ImageDraft(this.chunks);
    for (const extent of gone) draft.clear(extent);
    for (const { extents, block } of come) draft.put(extents, block);
    return new PageImage(draft.finish());
  }

  /** Pages that the two do not share, whether or not they are equal. */
  difference(other: PageImage): readonly Extent[] {
    const found: Extent[] = [];
    for (const number of new Set([...this.chunks.keys(), ...other.chunks.keys()])) {
      const [one, two] = [this.chunks.get(number), other.chunks.get(number)];
      if (one === two) continue;
      const either = one ?? two;
      const rest = either === one ? two : one;
      for (let page = 0; page < pagesInChunk; page++)
        if (either?.isSameAt(page, rest) === false)
          append(found, number * chunkBytes + page * pageBytes);
    }
    return found.sort((a, b) => a.start - b.start);
  }

  /** What there is within these stretches, in order. */
  pieces(within: readonly Extent[]): readonly Piece[] {
    const found: Piece[] = [];
    for (const { start, length } of within)
      for (let at = start; at < start + length;) {
        const number = Math.floor(at / chunkBytes);
        const base = number * chunkBytes;
        const end = Math.min(start + length, base + chunkBytes);
        const chunk = this.chunks.get(number);
        const last = (end - base) / pageBytes;
        for (let page = (at - base) / pageBytes; chunk !== undefined && page < last;) {
          const [place, count] = [chunk.place(page), chunk.together(page, last)];
          if (place !== undefined) found.push(pieceOf(base + page * pageBytes, place, count));
          page += count;
        }
        at = end;
      }
    return found;
  }
}

function append(found: Extent[], start: number): void {
  const last = found.at(-1);
  if (last !== undefined && last.start + last.length === start)
    found[found.length - 1] = { start: last.start, length: last.length + pageBytes };
  else found.push({ start, length: pageBytes });
}

function pieceOf(start: number, { block, at }: Place, pages: number): Piece {
  const [from, length] = [at * pageBytes, pages * pageBytes];
  return { start, length, bytes: block.bytes.subarray(from, from + length) };
}
