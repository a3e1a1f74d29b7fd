import { writePieces, type Piece } from '../../../kernel/process-memory.js';
import type { TracedProcess } from '../../../tracer/tracee.js';
import type { FrozenWorld } from '../frozen-world.js';
import { refuse } from '../refusal.js';
import { beginNotes } from './begin-notes.js';
import { subtract } from './extents.js';
import { keepShared } from './keepers.js';
import type { Layout } from './layout.js';
import { undoLayout } from './layout-undo.js';
import { MemoryView } from './memory-view.js';
import type { NotedMemory } from './noted-memory.js';
import { PageCopy } from './page-copy.js';
import type { PageImage } from './page-image.js';
import { dropSurplus } from './surplus.js';
import { bytesIn, writeAll } from './transfer.js';

/** From here on it pays to have writing noted: a copy takes longer than to read the notes. */
const largeBytes = 2 << 20;

/** The memory of one process: its layout, and the pages that it owns. */
export class SavedMemory implements Disposable {
  private pieces: readonly Piece[] = [];

  private constructor(
    readonly process: TracedProcess,
    private readonly program: object,
    readonly layout: Layout,
    private readonly copy: PageCopy,
    /** The large part, where its writing is noted. */
    private readonly image: PageImage | undefined,
  ) {}

  static capture(world: FrozenWorld, process: TracedProcess): SavedMemory {
    const view = MemoryView.of(process);
    const hands = (): ReturnType<FrozenWorld['hands']> => world.hands(process);
    const found = view.layout();
    found.mustBeSaveable();
    const layout = keepShared(found, hands) ? view.layout() : found;
    const image = captureLarge(world, process, view, layout);
    const small = image === undefined ? layout.private : subtract(layout.private, layout.large);
    const copy = PageCopy.of(view, layout, view.pagemap.owned(small));
    return new SavedMemory(process, process.image, layout, copy, image);
  }

  /** With the help of a thread of the process: mappings first, then what is in them. */
  restore(world: FrozenWorld): void {
    const { process, layout } = this;
    if (process.image !== this.program) refuse('a process that has executed another program');
    const view = MemoryView.of(process);
    const hands = (): ReturnType<FrozenWorld['hands']> => world.hands(process);
    undoLayout(layout, () => view.layout(), hands);
    const differing = this.image === undefined ? [] : differenceTo(view, layout, this.image);
    const large = this.image?.pieces(differing) ?? [];
    const small =
      this.image === undefined ? layout.private : subtract(layout.private, layout.large);
    const { pagemap } = view;
    const surplus = [
      ...subtract(pagemap.owned(small), this.copy.owned),
      ...subtract(pagemap.owned(differing), large),
    ].sort((a, b) => a.start - b.start);
    this.pieces = [...large, ...dropSurplus(surplus, layout, hands)];
  }

  /** After all calls made in the process, which use its stack. */
  fill(): void {
    const view = MemoryView.of(this.process);
    this.copy.writeTo(view);
    if (this.pieces.length > 0 && !writePieces(view.pid, this.pieces))
      for (const piece of this.pieces) writeAll(view, [piece], piece.bytes);
    const { image, layout, pieces } = this;
    if (image !== undefined) notesOf(view)?.isNow(layout.large, image, pieces);
    this.pieces = [];
  }

  [Symbol.dispose](): void {
    this.copy.release();
    this.image?.release();
  }
}

function captureLarge(
  world: FrozenWorld,
  process: TracedProcess,
  view: MemoryView,
  layout: Layout,
): PageImage | undefined {
  if (view.noted === 'none' || layout.large.length === 0) return undefined;
  if (view.noted === undefined) {
    if (bytesIn(view.pagemap.owned(layout.large)) < largeBytes) return undefined;
    view.noted = beginNotes(world, process, view) ?? 'none';
  }
  const noted = notesOf(view);
  const image = noted?.capture(layout.large);
  if (image === undefined) {
    noted?.[Symbol.dispose]();
    view.noted = 'none';
  }
  return image;
}

/** Everywhere, where nothing is known of what was written. */
function differenceTo(view: MemoryView, { large }: Layout, image: PageImage): Layout['large'] {
  return notesOf(view)?.difference(large, image) ?? large;
}

function notesOf({ noted }: MemoryView): NotedMemory | undefined {
  return noted === 'none' ? undefined : noted;
}
