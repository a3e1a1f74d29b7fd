import { writePieces, type Piece } from '../../../kernel/process-memory.js';
import type { TracedProcess } from '../../../tracer/tracee.js';
import type { FrozenWorld } from '../frozen-world.js';
import { refuse } from '../refusal.js';
import { beginNotes } from './begin-notes.js';
import { intersect, subtract, union } from './extents.js';
import { keepShared } from './keepers.js';
import type { Layout } from './layout.js';
import { undoLayout } from './layout-undo.js';
import { MemoryView } from './memory-view.js';
import type { NotedMemory } from './noted-memory.js';
import { PageCopy } from './page-copy.js';
import type { PageImage } from './page-image.js';
import { dropSurplus } from './surplus.js';
import { bytesIn, forcePieces } from './transfer.js';

/** From here on it pays to have writing noted: a copy takes longer than to read the notes. */
const largeBytes = 2 << 20;

const noPieces: { readonly writable: readonly Piece[]; readonly others: readonly Piece[] } = {
  writable: [],
  others: [],
};

/** The memory of one process: its layout, and the pages that it owns. */
export class SavedMemory implements Disposable {
  private pieces = noPieces;

  private constructor(
    readonly process: TracedProcess,
    private readonly program: object,
    readonly layout: Layout,
    private readonly copy: PageCopy,
    /** The part of which writing is noted. */
    private readonly image: PageImage | undefined,
  ) {}

  static capture(world: FrozenWorld, process: TracedProcess): SavedMemory {
    const view = MemoryView.of(process);
    const hands = (): ReturnType<FrozenWorld['hands']> => world.hands(process);
    const found = view.layout();
    found.mustBeSaveable();
    const layout = keepShared(found, hands) ? view.layout() : found;
    const image = captureNoted(world, process, view, layout);
    const copy = PageCopy.of(view, layout, view.pagemap.owned(copiedOf(layout, image)));
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
    const writable = this.image?.pieces(intersect(differing, layout.writable)) ?? [];
    const others = this.image?.pieces(subtract(differing, layout.writable)) ?? [];
    const { pagemap } = view;
    const surplus = union(
      subtract(pagemap.owned(copiedOf(layout, this.image)), this.copy.owned),
      subtract(subtract(pagemap.owned(differing), writable), others),
    );
    this.pieces = { writable: [...writable, ...dropSurplus(surplus, layout, hands)], others };
  }

  /** After all calls made in the process, which use its stack. */
  fill(): void {
    const view = MemoryView.of(this.process);
    const { image, layout, pieces } = this;
    this.copy.writeTo(view);
    if (!writePieces(view.pid, pieces.writable)) forcePieces(view, pieces.writable);
    forcePieces(view, pieces.others);
    const written = [...pieces.writable, ...pieces.others].sort((a, b) => a.start - b.start);
    if (image !== undefined) notesOf(view)?.isNow(layout.notable, image, written);
    this.pieces = noPieces;
  }

  /** All that it holds. */
  contents(): readonly Piece[] {
    return [...this.copy.pieces(), ...(this.image?.pieces(this.layout.notable) ?? [])];
  }

  [Symbol.dispose](): void {
    this.copy.release();
    this.image?.release();
  }
}

function captureNoted(
  world: FrozenWorld,
  process: TracedProcess,
  view: MemoryView,
  layout: Layout,
): PageImage | undefined {
  if (view.noted === 'none') return undefined;
  if (view.noted === undefined) {
    if (bytesIn(view.pagemap.owned(layout.notable)) < largeBytes) return undefined;
    view.noted = beginNotes(world, process, view) ?? 'none';
  }
  const noted = notesOf(view);
  const image = noted?.capture(layout.notable);
  if (image === undefined) {
    noted?.[Symbol.dispose]();
    view.noted = 'none';
  }
  return image;
}

/** Everywhere, where nothing is known of what was written. */
function differenceTo(view: MemoryView, { notable }: Layout, image: PageImage): Layout['notable'] {
  return notesOf(view)?.difference(notable, image) ?? notable;
}

/** What is copied as a whole: everything else. */
function copiedOf(layout: Layout, image: PageImage | undefined): Layout['private'] {
  return image === undefined ? layout.private : subtract(layout.private, layout.notable);
}

function notesOf({ noted }: MemoryView): NotedMemory | undefined {
  return noted === 'none' ? undefined : noted;
}
