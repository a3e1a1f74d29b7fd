import type { Extent, Piece } from '../../../kernel/process-memory.js';
import type { WriteNotes } from '../../../kernel/userfaultfd.js';
import { refuse } from '../refusal.js';
import { Block } from './block.js';
import { intersect, subtract, union } from './extents.js';
import type { MemoryView } from './memory-view.js';
import { PageImage } from './page-image.js';
import { bytesIn, readAll } from './transfer.js';

const blockBytes = 2 << 20;

/**
 * The large part of a process's memory, of which the kernel notes what is written. It is known as
 * it was when the notes were read last: to save it costs what was written since, and to put it
 * back that and what differs between then and the moment to come back to.
 */
export class NotedMemory implements Disposable {
  private covered: readonly Extent[] = [];
  private image = PageImage.empty;

  constructor(
    private readonly view: MemoryView,
    private readonly notes: WriteNotes,
    /** Whether the notes tell also of what has been dropped together with its page table. */
    private readonly tellsHoles: boolean,
  ) {}

  /** @returns what is there now, held for the caller; undefined where it cannot be noted */
  capture(large: readonly Extent[]): PageImage | undefined {
    const changed = this.changed(large);
    if (changed === undefined) return undefined;
    const gone = union(subtract(this.covered, large), changed);
    if (gone.length > 0) {
      const come = this.read(this.view.pagemap.owned(changed));
      this.become(this.image.changed(gone, come), large);
    }
    return this.image.hold();
  }

  /** @returns where memory may differ from that image now */
  difference(large: readonly Extent[], wanted: PageImage): readonly Extent[] {
    const changed = this.changed(large);
    if (changed === undefined) refuse('memory whose writing is noted by the program');
    if (wanted === this.image) return changed;
    return union(changed, intersect(wanted.difference(this.image), large));
  }

  /** It has been made like that image; these pieces were written for it. */
  isNow(large: readonly Extent[], image: PageImage, written: readonly Piece[]): void {
    if (written.length > 0) this.view.pagemap.written(intersect(written, large));
    this.become(image.hold(), large);
  }

  [Symbol.dispose](): void {
    this.image.release();
    this.notes[Symbol.dispose]();
  }

  private become(image: PageImage, covered: readonly Extent[]): void {
    this.image.release();
    this.image = image;
    this.covered = covered;
  }

  /** What was written, dropped or mapped since the notes were read last, which begin anew. */
  private changed(large: readonly Extent[]): readonly Extent[] | undefined {
    if (!large.every((extent) => this.notes.take(extent))) return undefined;
    const { pagemap } = this.view;
    const fresh = subtract(large, this.covered);
    const written = union(pagemap.written(large), fresh);
    return this.tellsHoles ? written : union(written, pagemap.absent(large));
  }

  private read(owned: readonly Extent[]): readonly { extents: readonly Extent[]; block: Block }[] {
    return batches(owned).map((extents) => {
      const bytes = Buffer.allocUnsafeSlow(bytesIn(extents));
      readAll(this.view, extents, bytes);
      return { extents, block: new Block(bytes) };
    });
  }
}

/** Blocks of a moderate size, so that none is held for long by a few of its pages. */
function batches(extents: readonly Extent[]): readonly (readonly Extent[])[] {
  const all: Extent[][] = [];
  let room = 0;
  for (const { start, length } of extents)
    for (let done = 0; done < length;) {
      if (room === 0) {
        all.push([]);
        room = blockBytes;
      }
      const size = Math.min(room, length - done);
      all.at(-1)?.push({ start: start + done, length: size });
      done += size;
      room -= size;
    }
  return all;
}
