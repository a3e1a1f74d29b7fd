import type { Mapping } from '../../../kernel/memory-map.js';
import type { Extent } from '../../../kernel/process-memory.js';
import type { BorrowedThread } from '../../../tracer/borrowed-thread.js';
import { refuse } from '../refusal.js';
import { subtract } from './extents.js';

const privateFixed = 0x32; // MAP_PRIVATE | MAP_FIXED | MAP_ANONYMOUS

/** Undo what mmap, munmap, mremap, brk and mprotect did. */
export function restoreLayout(
  then: readonly Mapping[],
  now: readonly Mapping[],
  hands: BorrowedThread,
): void {
  if (same(then, now)) return;
  restoreHeap(then, now, hands);
  const stacked = (mapping: Mapping): boolean => mapping.name !== '[stack]' && mapping.name !== '[heap]';
  const before = then.filter(stacked);
  const after = now.filter(stacked);
  for (const { start, length } of subtract(extentsOf(after), extentsOf(before)))
    if (hands.call('munmap', start, length) !== 0) refuse('a mapping that stays');
  for (const mapping of before) {
    const extent = [{ start: mapping.start, length: mapping.end - mapping.start }];
    const kept = after.filter((other) => isPartOf(other, mapping));
    const missing = subtract(extent, extentsOf(kept));
    for (const hole of missing) mapAgain(mapping, hole, hands);
  }
}

function mapAgain(mapping: Mapping, { start, length }: Extent, hands: BorrowedThread): void {
  if (mapping.backing !== '00:00 0' || mapping.access[3] !== 'p')
    refuse(`a mapping of ${mapping.name} that has been changed`);
  const made = hands.call('mmap', start, length, protection(mapping), privateFixed, -1, 0);
  if (made !== start) refuse('a mapping that cannot be made again');
}

function restoreHeap(
  then: readonly Mapping[],
  now: readonly Mapping[],
  hands: BorrowedThread,
): void {
  const heapOf = (mappings: readonly Mapping[]): readonly Mapping[] =>
    mappings.filter(({ name }) => name === '[heap]');
  const actual = heapOf(now).at(-1)?.end;
  // Without a heap the break stands where the first one would begin.
  const wanted = heapOf(then).at(-1)?.end ?? heapOf(now)[0]?.start;
  if (wanted === undefined || wanted === actual) return;
  if (hands.call('brk', wanted) !== wanted) refuse('a heap that cannot be put back');
}

function protection({ access }: Mapping): number {
  return [...'rwx'].reduce((bits, letter, i) => bits | (access[i] === letter ? 1 << i : 0), 0);
}

function extentsOf(mappings: readonly Mapping[]): readonly Extent[] {
  return mappings.map(({ start, end }) => ({ start, length: end - start }));
}

function same(then: readonly Mapping[], now: readonly Mapping[]): boolean {
  return then.length === now.length && then.every((mapping, i) => isEqual(mapping, now[i]));
}

function isEqual(a: Mapping, b: Mapping | undefined): boolean {
  return b !== undefined && a.start === b.start && a.end === b.end && isPartOf(b, a);
}

/** Whether `part`, as far as it lies in `whole`, maps the same in the same way. */
function isPartOf(part: Mapping, whole: Mapping): boolean {
  return (
    part.access === whole.access &&
    part.backing === whole.backing &&
    (whole.backing === '00:00 0' || part.offset - part.start === whole.offset - whole.start)
  );
}
