import { memoryMap, type Mapping } from '../../../kernel/memory-map.js';
import { Pagemap } from '../../../kernel/pagemap.js';
import { readExtents, writeExtents, type Extent } from '../../../kernel/process-memory.js';
import type { TracedProcess } from '../../../tracer/tracee.js';
import type { FrozenWorld } from '../frozen-world.js';
import { refuse } from '../refusal.js';
import { intersect, subtract } from './extents.js';
import { restoreLayout } from './layout.js';

const dontNeed = 4; // MADV_DONTNEED

/** The pages that a process owns, and where its memory lies. */
export class SavedMemory {
  private constructor(
    private readonly process: TracedProcess,
    private readonly layout: readonly Mapping[],
    private readonly owned: readonly Extent[],
    private readonly bytes: Buffer,
  ) {}

  static capture(process: TracedProcess): SavedMemory {
    const layout = layoutOf(process);
    for (const { access, name } of layout)
      if (access.startsWith('rw') && access.endsWith('s')) refuse(`shared memory ${name}`.trim());
    const owned = writablePages(process, layout);
    const bytes = Buffer.allocUnsafeSlow(owned.reduce((sum, { length }) => sum + length, 0));
    if (!readExtents(process.pid, owned, bytes)) refuse('memory that cannot be read');
    return new SavedMemory(process, layout, owned, bytes);
  }

  get size(): number {
    return this.bytes.length;
  }

  /** With the help of a thread of the process: mappings first, then what is in them. */
  restore(world: FrozenWorld): void {
    restoreLayout(this.layout, layoutOf(this.process), world.hands(this.process));
    const hands = world.hands(this.process);
    for (const { start, length } of subtract(writablePages(this.process, this.layout), this.owned))
      if (hands.call('madvise', start, length, dontNeed) !== 0) refuse('memory that stays');
  }

  /** After all calls made in the process, which use its stack. */
  fill(): void {
    if (!writeExtents(this.process.pid, this.owned, this.bytes))
      refuse('memory that cannot be written');
  }
}

function layoutOf({ pid }: TracedProcess): readonly Mapping[] {
  const layout = memoryMap(pid);
  if (layout === undefined) refuse('a process that is gone');
  return layout.filter(({ name }) => !/^\[(vvar|vvar_vclock|vdso|vsyscall)\]$/.test(name));
}

function writablePages({ pid }: TracedProcess, layout: readonly Mapping[]): readonly Extent[] {
  using pagemap = Pagemap.open(pid);
  if (pagemap === undefined) refuse('a process that is gone');
  const writable = layout
    .filter(({ access }) => access[1] === 'w')
    .map(({ start, end }) => ({ start, length: end - start }));
  return intersect(pagemap.owned(), writable);
}
