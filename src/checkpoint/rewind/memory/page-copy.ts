import type { Extent, Piece } from '../../../kernel/process-memory.js';
import { Block } from './block.js';
import { intersect, subtract } from './extents.js';
import type { Layout } from './layout.js';
import type { MemoryView } from './memory-view.js';
import { bytesIn, readAll, writeAll } from './transfer.js';

/** A full copy of the pages that a process owns in some part of its memory. */
export class PageCopy {
  private constructor(
    readonly owned: readonly Extent[],
    private readonly writable: readonly Extent[],
    private readonly others: readonly Extent[],
    private readonly block: Block,
  ) {}

  /** @returns held until it is released */
  static of(view: MemoryView, layout: Layout, owned: readonly Extent[]): PageCopy {
    const writable = intersect(owned, layout.writable);
    // Constants after relocation, code that was patched, pages behind PROT_NONE.
    const others = subtract(owned, layout.writable);
    const bytes = Buffer.allocUnsafeSlow(bytesIn(owned));
    readAll(view, [...writable, ...others], bytes);
    return new PageCopy(owned, writable, others, new Block(bytes).hold());
  }

  /** When the layout is as it was. */
  writeTo(view: MemoryView): void {
    const { bytes } = this.block;
    const split = bytesIn(this.writable);
    writeAll(view, this.writable, bytes.subarray(0, split));
    const rest = bytes.subarray(split);
    const now = Buffer.allocUnsafe(rest.length);
    readAll(view, this.others, now);
    // To write what cannot be written takes its time, and is hardly ever needed.
    if (!now.equals(rest)) writeAll(view, this.others, rest);
  }

  pieces(): readonly Piece[] {
    let at = 0;
    return [...this.writable, ...this.others].map(({ start, length }) => {
      const bytes = this.block.bytes.subarray(at, at + length);
      at += length;
      return { start, length, bytes };
    });
  }

  release(): void {
    this.block.release();
  }
}
