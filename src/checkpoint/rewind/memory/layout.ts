import type { Mapping } from '../../../kernel/memory-map.js';
import type { Extent } from '../../../kernel/process-memory.js';
import { countAddress } from '../../../tracer/vdso-count.js';
import { refuse } from '../refusal.js';

/**
 * Where a program's shared objects are kept mapped, so that they outlive its own mappings. The
 * kernel begins at the other end, and V8 asks for random addresses below 0x4000_0000_0000.
 */
export const keepersAt = 0x4b00_0000_0000;
export const keepersEnd = keepersAt + 0x100_0000_0000;
/** The kernel's own, the same in every process of one program. */
const kernels = /^\[(vvar|vvar_vclock|vdso|vsyscall|uprobes)\]$/;
const isDevice = /^\/(.*\/)?dev\/(?!shm\/|zero \(deleted\)|zero$)/;
/** To note writing takes page tables, an eighth of a percent: too much for larger reserves. */
const reserve = 8 * 2 ** 30;

/** What is mapped in a process, sorted by how it is saved. One for each layout met. */
export class Layout {
  readonly mappings: readonly Mapping[];
  readonly keepers: readonly Mapping[];
  readonly private: readonly Extent[];
  readonly writable: readonly Extent[];
  readonly readable: readonly Extent[];
  readonly anonymous: readonly Extent[];
  /** Where writing may be noted: private anonymous memory, but not what nobody may touch. */
  readonly notable: readonly Extent[];
  readonly shared: readonly Mapping[];

  private constructor(all: readonly Mapping[]) {
    // The page of the world's clock is no process's: the clock itself goes back.
    const ours = all.filter(({ name, start }) => !kernels.test(name) && start !== countAddress);
    this.keepers = ours.filter(isKeeper);
    this.mappings = ours.filter((mapping) => !isKeeper(mapping));
    const own = this.mappings.filter(isPrivate);
    this.private = runsOf(own);
    this.writable = runsOf(own.filter(({ access }) => access.startsWith('rw')));
    this.readable = runsOf(own.filter(({ access }) => access.startsWith('r')));
    this.anonymous = runsOf(own.filter(isAnonymous));
    this.notable = runsOf(own.filter(isHeap)).filter(({ length }) => length <= reserve);
    this.shared = this.mappings.filter(({ access }) => access[1] === 'w' && access[3] === 's');
  }

  private static readonly known = new WeakMap<readonly Mapping[], Layout>();

  static of(mappings: readonly Mapping[]): Layout {
    const layout = this.known.get(mappings) ?? new Layout(mappings);
    this.known.set(mappings, layout);
    return layout;
  }

  /** What has a state that its pages do not show. */
  mustBeSaveable(): void {
    for (const { name, access } of this.mappings) {
      if (name.startsWith('/anon_hugepage')) refuse('huge pages of hugetlb');
      if (name.startsWith('/[aio]')) refuse('a ring of io_setup');
      if (name.startsWith('anon_inode:')) refuse(`a mapping of ${name}`);
      if (isDevice.test(name) && access !== 'r--p') refuse(`a mapping of the device ${name}`);
    }
  }
}

export function isPrivate({ access }: Mapping): boolean {
  return access[3] === 'p';
}

export function isAnonymous({ backing, access }: Mapping): boolean {
  return backing === '00:00 0' && access[3] === 'p';
}

export function protectionOf({ access }: Mapping): number {
  return ['r', 'w', 'x'].reduce((bits, right, i) => bits | (access[i] === right ? 1 << i : 0), 0);
}

function isHeap(mapping: Mapping): boolean {
  const { name, access } = mapping;
  return isAnonymous(mapping) && name !== '[stack]' && !access.startsWith('---');
}

/** Nothing keeps a program from mapping memory of its own there. */
function isKeeper({ start, access, name }: Mapping): boolean {
  const isThere = start >= keepersAt && start < keepersEnd;
  return isThere && access[3] === 's' && name.endsWith(' (deleted)');
}

/** Mappings side by side are one run. */
function runsOf(mappings: readonly Mapping[]): readonly Extent[] {
  const runs: Extent[] = [];
  for (const { start, end } of mappings) {
    const last = runs.at(-1);
    if (last !== undefined && last.start + last.length === start)
      runs[runs.length - 1] = { start: last.start, length: end - last.start };
    else runs.push({ start, length: end - start });
  }
  return runs;
}
