import { DirectoryWatch } from '../../../kernel/directory-watch.js';
import type { Puppet } from '../../../tracer/puppet.js';
import type { TracedProcess } from '../../../tracer/tracee.js';
import type { WritableTree } from '../../../world/writable-tree.js';
import { refuse } from '../refusal.js';
import type { FileTree } from './file-tree.js';
import { MappedFiles } from './mapped-files.js';
import { WrittenTree } from './written-tree.js';

/** A tree and what was in it at one moment. */
export interface SavedTree {
  readonly of: WrittenTree;
  readonly files: FileTree;
}

/**
 * All that the programs of a world have written to files. While nobody writes, to save it and to
 * put it back costs one system call: the directories that everything else would lie in are
 * watched.
 */
export class WrittenTrees implements Disposable {
  private readonly watch = DirectoryWatch.open();
  private readonly byWatch = new Map<number, WrittenTree>();
  private trees = new Map<string, WrittenTree>();
  private age = 0;

  constructor(
    private readonly init: Puppet,
    /** Absent where programs write to the host's files. */
    private readonly writable: (() => readonly WritableTree[]) | undefined,
  ) {}

  /** Whether what programs write goes to the host. */
  get areOfHost(): boolean {
    return this.writable === undefined;
  }

  /** Another number whenever anything may have been done to files since it was asked for. */
  get generation(): number {
    const mayHaveChanged = [...this.trees.values()].some((tree) => tree.mayHaveChanged);
    if (mayHaveChanged || this.areOfHost) this.age += 1;
    return this.age;
  }

  /**
   * Whether the file of a UNIX socket, by its inode, was there at the last look, under whatever
   * name. Of the host's files nobody knows.
   */
  hasSocket(inode: number | undefined): boolean {
    if (inode === undefined) return false;
    return this.areOfHost || [...this.trees.values()].some((tree) => tree.hasSocket(inode));
  }

  /** @throws RewindRefused */
  capture(processes: readonly TracedProcess[]): readonly SavedTree[] {
    const mapped = new MappedFiles(processes);
    this.noteChanges();
    this.trees = new Map((this.writable?.() ?? []).map((tree) => this.current(tree, mapped)));
    return [...this.trees.values()].map((of) => ({ of, files: of.look(mapped) }));
  }

  /** @throws RewindRefused */
  restore(saved: readonly SavedTree[], processes: readonly TracedProcess[]): void {
    const mapped = new MappedFiles(processes);
    this.noteChanges();
    const changed = saved.filter(({ of, files }) => of.hasChangedSince(files));
    if (changed.length === 0) return;
    for (const { of, files } of changed) {
      if (this.trees.get(of.key) !== of) refuse('files that were laid out anew');
      of.bringBack(files, mapped);
    }
    // What has just been done is no news.
    this.watch.changed();
    this.age += 1;
  }

  [Symbol.dispose](): void {
    this.watch[Symbol.dispose]();
  }

  private noteChanges(): void {
    const changed = this.watch.changed();
    if (changed.size > 0) this.age += 1;
    for (const number of changed) this.byWatch.get(number)?.noteChange();
  }

  private current(tree: WritableTree, mapped: MappedFiles): [string, WrittenTree] {
    const known = this.trees.get(tree.seenAt);
    if (known?.age === tree.age) return [known.key, known];
    for (const [number, of] of this.byWatch) if (of === known) this.byWatch.delete(number);
    const fresh = new WrittenTree(tree, this.init, mapped);
    for (const directory of fresh.directories()) {
      const number = this.watch.add(directory);
      if (number === undefined) refuse('a directory that cannot be watched');
      this.byWatch.set(number, fresh);
    }
    return [fresh.key, fresh];
  }
}
