import type { Registers } from '../../tracer/registers.js';
import type { Thread, TracedProcess } from '../../tracer/tracee.js';
import type { ExecutionMark } from '../../world/execution.js';
import { SavedFiles } from './descriptors/saved-files.js';
import type { FrozenWorld } from './frozen-world.js';
import { SavedMemory } from './memory/saved-memory.js';
import { refuse } from './refusal.js';
import { SavedThread } from './threads/saved-thread.js';

/** A world at one moment: everything that is needed to put the same processes back. */
export class Snapshot implements Disposable {
  private constructor(
    readonly mark: ExecutionMark,
    private readonly processes: readonly TracedProcess[],
    private readonly threads: readonly SavedThread[],
    private readonly memory: readonly SavedMemory[],
    private readonly files: SavedFiles,
  ) {}

  /** @throws RewindRefused */
  static capture(
    world: FrozenWorld,
    mark: ExecutionMark,
    decided: (thread: Thread, now: Registers) => Registers | undefined,
  ): Snapshot {
    const { processes } = world;
    const threads = processes
      .flatMap((process) => [...process.threads.values()])
      .map((thread) => SavedThread.capture(thread, (now) => decided(thread, now)));
    const memory = processes.map((process) => SavedMemory.capture(process));
    return new Snapshot(mark, processes, threads, memory, SavedFiles.capture(world));
  }

  /** Bytes held. */
  get size(): number {
    return this.memory.reduce((sum, { size }) => sum + size, 0);
  }

  /** @throws RewindRefused: the world is then good for nothing but to be started anew */
  restore(world: FrozenWorld): void {
    this.mustBeSame(world);
    this.files.restore(world);
    for (const memory of this.memory) memory.restore(world);
    world.release();
    for (const memory of this.memory) memory.fill();
    for (const thread of this.threads) thread.restore();
  }

  [Symbol.dispose](): void {
    this.files[Symbol.dispose]();
  }

  private mustBeSame(world: FrozenWorld): void {
    const same =
      world.processes.length === this.processes.length &&
      world.processes.every((process) => this.processes.includes(process));
    if (!same) refuse('processes that came or went');
    const threads = world.processes.flatMap((process) => [...process.threads.values()]);
    const saved = new Set(this.threads.map(({ thread }) => thread));
    if (threads.length !== saved.size || !threads.every((thread) => saved.has(thread)))
      refuse('threads that came or went');
  }
}
