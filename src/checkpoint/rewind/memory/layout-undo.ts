import type { Mapping } from '../../../kernel/memory-map.js';
import type { BorrowedThread } from '../../../tracer/borrowed-thread.js';
import { worldRoot } from '../../../world/file-system.js';
import { refuse } from '../refusal.js';
import { keeperOf } from './keepers.js';
import { isSameObject, layoutDifference, type Change } from './layout-difference.js';
import { isAnonymous, isPrivate, protectionOf, type Layout } from './layout.js';

const fixed = 0x10; // MAP_FIXED
const anonymous = 0x20; // MAP_ANONYMOUS
const moveToFixed = 3; // MREMAP_MAYMOVE | MREMAP_FIXED
const [readOnly, readWrite] = [0, 2];

/** Undo what mmap, munmap, mremap, brk and mprotect did, and growing stacks. */
export function undoLayout(then: Layout, read: () => Layout, hands: () => BorrowedThread): void {
  const found = read();
  if (layoutDifference(then.mappings, found.mappings).length === 0) return;
  shrinkHeap(then, found, hands());
  for (const { start, length, then: was } of differenceTo(then, read()))
    if (was === undefined && hands().call('munmap', start, length) !== 0)
      refuse('a mapping that stays');
  growHeap(then, found, hands());
  for (const change of differenceTo(then, read())) putBack(change, read(), hands());
  const left = differenceTo(then, read())[0];
  if (left !== undefined) refuse(`a mapping of ${nameOf(left)} that cannot be put back`);
}

function differenceTo(then: Layout, now: Layout): readonly Change[] {
  return layoutDifference(then.mappings, now.mappings);
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

/** Before its end is unmapped: the kernel finds the heap by its last mapping (brk(2)). */
function shrinkHeap(then: Layout, now: Layout, hands: BorrowedThread): void {
  const [wanted, actual] = [breakOf(then, now), breakOf(now, then)];
  if (wanted !== undefined && actual !== undefined && wanted < actual) setBreak(wanted, hands);
}

/** After what was mapped in its way is gone. */
function growHeap(then: Layout, now: Layout, hands: BorrowedThread): void {
  const [wanted, actual] = [breakOf(then, now), breakOf(now, then)];
  if (wanted !== undefined && actual !== undefined && wanted > actual) setBreak(wanted, hands);
}

function setBreak(wanted: number, hands: BorrowedThread): void {
  if (hands.call('brk', wanted) !== wanted) refuse('a heap that cannot be put back');
}

/** Without a heap the break stands where the first one begins. */
function breakOf(layout: Layout, other: Layout): number | undefined {
  const heapOf = ({ mappings }: Layout): readonly Mapping[] =>
    mappings.filter(({ name }) => name === '[heap]');
  return heapOf(layout).at(-1)?.end ?? heapOf(other)[0]?.start;
}

function nameOf({ then, now }: Change): string {
  const name = (then ?? now)?.name ?? '';
  return name === '' ? 'memory' : name;
}
