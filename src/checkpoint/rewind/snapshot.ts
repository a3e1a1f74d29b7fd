import type { Registers } from '../../tracer/registers.js';
import type { Thread } from '../../tracer/tracee.js';
import type { ExecutionMark } from '../../world/execution-mark.js';
import { SavedAttributes } from './attributes/saved-attributes.js';
import { mustUseNothingUnseen } from './attributes/unseen-objects.js';
import { SavedFiles } from './descriptors/saved-files.js';
import { SavedWriting } from './files/saved-writing.js';
import type { FrozenWorld } from './frozen-world.js';
import { WorldMemory } from './memory/world-memory.js';
import { SavedTree } from './processes/saved-tree.js';
import { SavedSignals } from './signals/saved-signals.js';
import { SavedThread } from './threads/saved-thread.js';
import { SavedTimers } from './timers/saved-timers.js';

interface SnapshotParts {
  readonly mark: ExecutionMark;
  readonly tree: SavedTree;
  readonly signals: readonly SavedSignals[];
  readonly attributes: readonly SavedAttributes[];
  readonly timers: readonly SavedTimers[];
  readonly threads: readonly SavedThread[];
  readonly memory: WorldMemory;
  readonly writing: SavedWriting;
  readonly files: SavedFiles;
}

/** A world at one moment: everything that is needed to put the same processes back. */
export class Snapshot implements Disposable {
  private constructor(
    readonly mark: ExecutionMark,
    private readonly tree: SavedTree,
    private readonly signals: readonly SavedSignals[],
    private readonly attributes: readonly SavedAttributes[],
    private readonly timers: readonly SavedTimers[],
    private readonly threads: readonly SavedThread[],
    private readonly memory: WorldMemory,
    private readonly writing: SavedWriting,
    private readonly files: SavedFiles,
  ) {}

  /** @throws RewindRefused */
  static capture(
    world: FrozenWorld,
    mark: ExecutionMark,
    decided: (thread: Thread, now: Registers) => Registers | undefined,
  ): Snapshot {
    const { processes } = world;
    mustUseNothingUnseen(processes);
    // Registers first: whoever asks a thread to make calls changes them.
    const threads = processes
      .flatMap((process) => [...process.threads.values()])
      .map((thread) => SavedThread.capture(thread, (now) => decided(thread, now)));
    // Then memory: calls use bytes below the stack, which are put back only in the end.
    const memory = WorldMemory.capture(world);
    const tree = SavedTree.capture(world);
    const signals = processes.map((process) => SavedSignals.capture(process, world));
    const attributes = processes.map((process) => SavedAttributes.capture(process, world));
    const timers = processes.map((process) => SavedTimers.capture(process, world));
    const writing = SavedWriting.capture(world);
    const files = SavedFiles.capture(world);
    return new Snapshot(mark, tree, signals, attributes, timers, threads, memory, writing, files);
  }

  /** What it is made of. */
  get parts(): SnapshotParts {
    const { mark, tree, signals, attributes, timers, threads, memory, writing, files } = this;
    return { mark, tree, signals, attributes, timers, threads, memory, writing, files };
  }

  /** @throws RewindRefused: the world is then good for nothing but to be started anew */
  restore(world: FrozenWorld): void {
    mustUseNothingUnseen(world.processes);
    this.tree.restore(world);
    for (const attributes of this.attributes) attributes.restore(world);
    // Before descriptors: a file whose last name was removed is made again, and opened anew.
    this.writing.restore(world);
    this.files.restore(world);
    this.memory.restore(world);
    this.tree.settle(world);
    for (const timers of this.timers) timers.restore(world);
    for (const signals of this.signals) signals.restore(world);
    world.release();
    this.memory.fill();
    for (const thread of this.threads) thread.restore();
  }

  /** A thread that does not stand as saved, right after a restore. */
  misplacedThread(): Thread | undefined {
    return this.threads.find((thread) => !thread.isRestored())?.thread;
  }

  [Symbol.dispose](): void {
    this.memory[Symbol.dispose]();
    this.files[Symbol.dispose]();
  }
}
