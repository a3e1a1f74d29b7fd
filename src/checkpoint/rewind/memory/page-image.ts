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
        for (; chunk !== undefined && at < end; at += pageBytes) {
          const place = chunk.place((at - base) / pageBytes);
          if (place !== undefined) appendPiece(found, at, place);
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

function appendPiece(found: Piece[], start: number, { block, at }: Place): void {
  const last = found.at(-1);
  const from = at * pageBytes;
  const joins =
    last !== undefined &&
    last.start + last.length === start &&
    last.bytes.buffer === block.bytes.buffer &&
    last.bytes.byteOffset + last.length === block.bytes.byteOffset + from;
  if (!joins)
    found.push({ start, length: pageBytes, bytes: block.bytes.subarray(from, from + pageBytes) });
  else {
    const begin = from - last.length;
    const bytes = block.bytes.subarray(begin, from + pageBytes);
    found[found.length - 1] = { start: last.start, length: last.length + pageBytes, bytes };
  }
}
