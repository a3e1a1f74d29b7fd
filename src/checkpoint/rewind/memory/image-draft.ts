import type { Extent } from '../../../kernel/process-memory.js';
import type { Block } from './block.js';
import { chunkBytes, PageChunk, pageBytes, pagesInChunk } from './page-chunk.js';

/** A table that is being changed: chunks are copied before they are. */
export class ImageDraft {
  private readonly own = new Set<number>();
  private readonly chunks: Map<number, PageChunk>;

  constructor(chunks: ReadonlyMap<number, PageChunk>) {
    this.chunks = new Map(chunks);
  }

  clear({ start, length }: Extent): void {
    const [first, last] = [
      Math.floor(start / chunkBytes),
      Math.ceil((start + length) / chunkBytes),
    ];
    // Ranges may be as large as all of the address space; of chunks there are few.
    const numbers = last - first > this.chunks.size ? [...this.chunks.keys()] : range(first, last);
    for (const number of numbers) {
      if (number < first || number >= last) continue;
      const base = number * chunkBytes;
      const from = Math.max(0, (start - base) / pageBytes);
      const to = Math.min(pagesInChunk, (start + length - base) / pageBytes);
      if (this.chunks.get(number)?.hasAny(from, to) === true) this.chunk(number).clear(from, to);
    }
  }

  put(extents: readonly Extent[], block: Block): void {
    let at = 0;
    for (const { start, length } of extents)
      for (let from = start; from < start + length;) {
        const number = Math.floor(from / chunkBytes);
        const base = number * chunkBytes;
        const end = Math.min(start + length, base + chunkBytes);
        this.chunk(number).put((from - base) / pageBytes, (end - base) / pageBytes, block, at);
        at += (end - from) / pageBytes;
        from = end;
      }
  }

  finish(): ReadonlyMap<number, PageChunk> {
    for (const number of this.own)
      if (this.chunks.get(number)?.hasAny(0, pagesInChunk) === false) this.chunks.delete(number);
    return this.chunks;
  }

  private chunk(number: number): PageChunk {
    const known = this.chunks.get(number);
    if (known !== undefined && this.own.has(number)) return known;
    const chunk = known?.copy() ?? new PageChunk();
    this.own.add(number);
    this.chunks.set(number, chunk);
    return chunk;
  }
}

function range(from: number, to: number): readonly number[] {
  return Array.from({ length: to - from }, (_, i) => from + i);
}
