import type { Mapping } from '../../../kernel/memory-map.js';
import type { Extent } from '../../../kernel/process-memory.js';
import type { Registers } from '../../../tracer/registers.js';

/** What functions may use below the stack pointer without moving it (System V ABI, 3.2.2). */
const redZone = 128;

/**
 * What lies below the stack pointer of a thread: of no use to anybody. Known only of the first
 * thread's stack and of those of POSIX threads: these have a guard below them, and what belongs
 * to the thread itself (FS) at their upper end. A stack within a heap has other things below it.
 */
export function deadStack(registers: Registers, mappings: readonly Mapping[]): readonly Extent[] {
  const pointer = registers.number('rsp');
  const at = mappings.findIndex(({ start, end }) => start <= pointer && pointer < end);
  const [below, stack] = [mappings[at - 1], mappings[at]];
  if (stack === undefined) return [];
  const { start, end, name } = stack;
  const own = registers.number('fsBase');
  const isGuarded = below?.end === start && below.access.startsWith('---');
  const isThreads = isGuarded && own > pointer && own < end;
  if (name !== '[stack]' && !isThreads) return [];
  const length = pointer - redZone - start;
  return length > 0 ? [{ start, length }] : [];
}
