import { isSameMemory } from '../../../kernel/same-memory.js';
import type { TracedProcess } from '../../../tracer/tracee.js';
import type { FrozenWorld } from '../frozen-world.js';
import { MemoryView } from './memory-view.js';
import { SavedMemory } from './saved-memory.js';
import { SharedMemory } from './shared-memory.js';

/** The memory of all processes of a world. */
export class WorldMemory implements Disposable {
  private constructor(
    readonly own: readonly SavedMemory[],
    readonly shared: SharedMemory,
  ) {}

  static capture(world: FrozenWorld): WorldMemory {
    MemoryView.tidy();
    const own: SavedMemory[] = [];
    try {
      for (const process of world.processes)
        if (!isGuest(process)) own.push(SavedMemory.capture(world, process));
      return new WorldMemory(own, SharedMemory.capture(own));
    } catch (error) {
      for (const memory of own) memory[Symbol.dispose]();
      throw error;
    }
  }

  /** With the help of threads of the processes: mappings, and what must not be there. */
  restore(world: FrozenWorld): void {
    for (const memory of this.own) memory.restore(world);
  }

  /** After all calls made in the processes, which use their stacks. */
  fill(): void {
    for (const memory of this.own) memory.fill();
    this.shared.fill();
  }

  [Symbol.dispose](): void {
    for (const memory of this.own) memory[Symbol.dispose]();
    this.shared[Symbol.dispose]();
  }
}

/** Between vfork and exec a process lives in its parent's memory, which is saved as that. */
function isGuest({ pid, parent, isGuest: mayBe }: TracedProcess): boolean {
  return mayBe && parent !== undefined && isSameMemory(pid, parent.pid);
}
