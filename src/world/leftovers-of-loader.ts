import { MemoryMap } from '../kernel/memory-map.js';
import { Pagemap } from '../kernel/pagemap.js';
import { writeMemory } from '../kernel/process-memory.js';
import type { Thread } from '../tracer/tracee.js';

/** What functions may use below the stack pointer without moving it (System V ABI, 3.2.2). */
const redZone = 128;

/**
 * A program begins: clear what the loader has left below its stack. Among it are readings of the
 * processor's counter, which would lie about in the program's frames and be others in each run.
 */
export function clearLeftovers(thread: Thread): void {
  const registers = thread.registers();
  if (registers === 'died') return;
  const { pid } = thread.process;
  using map = MemoryMap.open(pid);
  using pagemap = Pagemap.open(pid);
  const end = registers.number('rsp') - redZone;
  const stack = map?.read()?.find((one) => one.start < end && end <= one.end);
  if (stack?.name !== '[stack]') return;
  const below = { start: stack.start, length: end - stack.start };
  for (const { start, length } of pagemap?.owned([below]) ?? [])
    writeMemory(pid, start, Buffer.alloc(Math.min(length, end - start)));
}
