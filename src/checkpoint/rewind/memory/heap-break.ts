import type { Mapping } from '../../../kernel/memory-map.js';
import type { BorrowedThread } from '../../../tracer/borrowed-thread.js';
import { refuse } from '../refusal.js';
import type { Layout } from './layout.js';

export interface HeapUndoing {
  readonly then: Layout;
  /** As it was before anything was undone. */
  readonly found: Layout;
  readonly hands: BorrowedThread;
}

/** Before its end is unmapped: the kernel finds the heap by its last mapping (brk(2)). */
export function shrinkHeap({ then, found, hands }: HeapUndoing): boolean {
  const [wanted, actual] = [breakOf(then, found), breakOf(found, then)];
  if (wanted === undefined || actual === undefined || wanted >= actual) return false;
  setBreak(wanted, hands);
  return true;
}

/** After what stands in its way is unmapped. */
export function growHeap({ then, found, hands }: HeapUndoing): boolean {
  const [wanted, actual] = [breakOf(then, found), breakOf(found, then)];
  if (wanted === undefined || actual === undefined || wanted <= actual) return false;
  setBreak(wanted, hands);
  return true;
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
