import type { Mapping } from '../../../kernel/memory-map.js';
import type { BorrowedThread } from '../../../tracer/borrowed-thread.js';
import { worldRoot } from '../../../world/file-system.js';
import { refuse } from '../refusal.js';
import { keeperOf } from './keepers.js';
import { growHeap, shrinkHeap, type HeapUndoing } from './heap-break.js';
import { isSameObject, layoutDifference, type Change } from './layout-difference.js';
import { isAnonymous, isPrivate, protectionOf, type Layout } from './layout.js';

const fixed = 0x10; // MAP_FIXED
const anonymous = 0x20; // MAP_ANONYMOUS
const moveToFixed = 3; // MREMAP_MAYMOVE | MREMAP_FIXED
const [readOnly, readWrite] = [0, 2];

/** Undo what mmap, munmap, mremap, brk and mprotect did, and growing stacks. */
export function undoLayout(then: Layout, read: () => Layout, hands: () => BorrowedThread): void {
  const found = read();
  let now = found;
  const steps = [shrinkHeap, unmapSurplus, growHeap, putAllBack];
  for (const step of steps) {
    const changes = layoutDifference(then.mappings, now.mappings);
    if (changes.length === 0) return;
    if (step({ then, found, now, changes, hands: hands() })) now = read();
  }
  const left = layoutDifference(then.mappings, now.mappings)[0];
  if (left !== undefined) refuse(`a mapping of ${nameOf(left)} that cannot be put back`);
}

interface Undoing extends HeapUndoing {
  readonly now: Layout;
  readonly changes: readonly Change[];
}

function unmapSurplus({ changes, hands }: Undoing): boolean {
  const surplus = changes.filter(({ then }) => then === undefined);
  for (const { start, length } of surplus)
    if (hands.call('munmap', start, length) !== 0) refuse('a mapping that stays');
  return surplus.length > 0;
}

function putAllBack({ changes, now, hands }: Undoing): boolean {
  for (const change of changes) putBack(change, now, hands);
  return true;
}

function putBack(change: Change, layout: Layout, hands: BorrowedThread): void {
  const { start, length, then, now } = change;
  if (then === undefined) refuse('a mapping that stays');
  if (!isSameObject(then, now)) mapAgain(change, then, layout, hands);
  // A twin made by mremap has the rights of the one that it was made of.
  if (isSameObject(then, now) || !isPrivate(then))
    if (hands.call('mprotect', start, length, protectionOf(then)) !== 0)
      refuse(`the rights of a mapping of ${nameOf(change)}`);
}

function mapAgain(change: Change, then: Mapping, layout: Layout, hands: BorrowedThread): void {
  const { start, length } = change;
  const offset = then.offset + start - then.start;
  const keeper = keeperOf(layout, then, offset, length);
  if (then.name === '[stack]') refuse('a stack that has been unmapped');
  if (keeper !== undefined) {
    const from = keeper.start + offset - keeper.offset;
    const made = hands.call('mremap', from, 0, length, moveToFixed, start);
    if (made !== start) refuse(`shared memory ${nameOf(change)} that cannot be mapped again`);
  } else if (isAnonymous(then)) mapAt(change, then, { flags: anonymous, fd: -1, offset: 0 }, hands);
  else mapFile(change, then, offset, hands);
}

/** Through the path that it was mapped by; whether it is the same file is seen afterwards. */
function mapFile(change: Change, then: Mapping, offset: number, hands: BorrowedThread): void {
  if (then.name.endsWith(' (deleted)')) refuse(`a mapping of the deleted file ${then.name}`);
  const inWorld = then.name.startsWith(`${worldRoot}/`)
    ? then.name.slice(worldRoot.length)
    : then.name;
  const mode = then.access[1] === 'w' && !isPrivate(then) ? readWrite : readOnly;
  const fd = hands.call('open', Buffer.from(`${inWorld}\0`), mode);
  if (fd < 0) refuse(`a mapping of ${then.name}, which is gone`);
  mapAt(change, then, { flags: 0, fd, offset }, hands);
  hands.call('close', fd);
}

interface Source {
  readonly flags: number;
  readonly fd: number;
  readonly offset: number;
}

function mapAt(change: Change, then: Mapping, source: Source, hands: BorrowedThread): void {
  const { start, length } = change;
  const flags = (isPrivate(then) ? 2 : 1) | fixed | source.flags;
  const made = hands.call(
    'mmap',
    start,
    length,
    protectionOf(then),
    flags,
    source.fd,
    source.offset,
  );
  if (made !== start) refuse(`a mapping of ${nameOf(change)} that cannot be made again`);
}

function nameOf({ then, now }: Change): string {
  const name = (then ?? now)?.name ?? '';
  return name === '' ? 'memory' : name;
}
