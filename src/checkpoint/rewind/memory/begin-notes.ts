import { duplicate } from '../../../kernel/file-descriptor.js';
import { userfaultfdFlags, WriteNotes } from '../../../kernel/userfaultfd.js';
import type { BorrowedThread } from '../../../tracer/borrowed-thread.js';
import type { TracedProcess } from '../../../tracer/tracee.js';
import type { FrozenWorld } from '../frozen-world.js';
import type { MemoryView } from './memory-view.js';
import { NotedMemory } from './noted-memory.js';

const readWrite = 3; // PROT_READ | PROT_WRITE
const privateAnonymous = 0x22; // MAP_PRIVATE | MAP_ANONYMOUS
const probeBytes = 4 << 20;

/** Have the kernel note what a process writes. @returns undefined where it cannot, or must not */
export function beginNotes(
  world: FrozenWorld,
  process: TracedProcess,
  view: MemoryView,
): NotedMemory | undefined {
  const hands = world.hands(process);
  // The descriptor has to be made by the process itself; it notes as long as anyone has it.
  const fd = hands.call('userfaultfd', userfaultfdFlags);
  if (fd < 0) return undefined;
  const notes = WriteNotes.begin(duplicate(world.copyOf(process, fd)));
  world.forgetCopy(process, fd);
  hands.call('close', fd);
  return notes && new NotedMemory(view, notes, tellsHoles(view, notes, hands));
}

/** Whether memory without page tables counts as written, which older kernels leave out. */
function tellsHoles(view: MemoryView, notes: WriteNotes, hands: BorrowedThread): boolean {
  const start = hands.call('mmap', 0, probeBytes, readWrite, privateAnonymous, -1, 0);
  if (start < 0) return false;
  const untouched = { start, length: probeBytes };
  const told = notes.take(untouched) ? view.pagemap.written([untouched]) : [];
  hands.call('munmap', start, probeBytes);
  return told.length === 1 && told[0]?.length === probeBytes;
}
