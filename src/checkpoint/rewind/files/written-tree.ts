import { lstatSync, readdirSync } from 'node:fs';
import type { Puppet } from '../../../tracer/puppet.js';
import type { WritableTree } from '../../../world/writable-tree.js';
import { refuse } from '../refusal.js';
import { Contents } from './contents.js';
import { bringDetailsBack } from './details.js';
import { readTree, type FileTree } from './file-tree.js';
import type { MappedFiles } from './mapped-files.js';
import { Names } from './names.js';
import { Successors } from './successors.js';
import { TreePlace } from './tree-place.js';

const remount = 32; // MS_REMOUNT

/** One tree that programs write to, and what is known of it since it was mounted. */
export class WrittenTree {
  readonly key: string;
  readonly age: number;
  private readonly place: TreePlace;
  private readonly contents: Contents;
  private readonly originals = new Contents(() => false);
  private readonly successors = new Successors();
  /** What was there at first, if that cannot change unnoticed. */
  private readonly beginning: FileTree | undefined;
  /** For a top directory that may not be read: then no program can have used it so far. */
  private readonly closedAt: bigint | undefined;
  /** What was there at the last look, and still is unless it may have changed. */
  private files: FileTree;
  private isUnsure: boolean;

  constructor(
    tree: WritableTree,
    private readonly init: Puppet,
    private mapped: MappedFiles,
  ) {
    [this.key, this.age] = [tree.seenAt, tree.age];
    const root = `/proc/${String(init.pid)}/root`;
    this.place = new TreePlace(tree, root);
    const seenFrom = (at: string): string =>
      tree.seenAt + at.slice(root.length + tree.written.length);
    this.contents = new Contents((at) => this.mapped.isShared(seenFrom(at)));
    this.closedAt = canBeRead(this.place.written('')) ? undefined : this.topChangedAt();
    this.files = this.closedAt === undefined ? this.read() : new Map();
    this.isUnsure = [...this.files.values()].some(({ kind }) => kind === 'file');
    this.beginning = this.isUnsure ? undefined : this.files;
  }

  /** Where everything that comes and goes is noticed, as long as there are no files. */
  directories(): readonly string[] {
    if (this.closedAt !== undefined) return [];
    const paths = [...this.files].filter(([, { kind }]) => kind === 'directory');
    return paths.map(([path]) => this.place.written(path));
  }

  /** Whether what was seen at the last look may not hold any more. */
  get mayHaveChanged(): boolean {
    return this.isUnsure;
  }

  noteChange(): void {
    this.isUnsure = true;
  }

  hasSocket(number: number): boolean {
    return [...this.files.values()].some(
      ({ kind, inode }) => kind === 'socket' && inode === BigInt(number),
    );
  }

  look(mapped: MappedFiles): FileTree {
    this.mustBeClosed();
    if (!this.isUnsure) return this.files;
    this.mapped = mapped;
    this.files = this.read();
    return this.files;
  }

  hasChangedSince(files: FileTree): boolean {
    this.mustBeClosed();
    return this.isUnsure || files !== this.files;
  }

  /** @throws RewindRefused */
  bringBack(then: FileTree, mapped: MappedFiles): void {
    this.mapped = mapped;
    const { place, successors } = this;
    const read = (): FileTree => this.read();
    const lookAgain = (): void => this.lookAgain();
    const names = new Names({ place, then, successors, mapped, read, lookAgain }, read());
    const now = names.bringBack();
    bringDetailsBack(place, then, now, this.originals);
    this.files = then;
    this.isUnsure = then !== this.beginning || now.size !== then.size;
  }

  private read(): FileTree {
    return readTree(this.place.written(''), this.contents);
  }

  /** Remounting makes the kernel forget the names that nobody uses (shrink_dcache_sb). */
  private lookAgain(): void {
    const done = this.init.call('mount', '', this.place.tree.seenAt, '', remount, 0);
    if (done !== 0) refuse('files of the host that stay hidden');
  }

  private mustBeClosed(): void {
    if (this.closedAt !== undefined && this.closedAt !== this.topChangedAt())
      refuse('a directory that cannot be read');
  }

  private topChangedAt(): bigint {
    return lstatSync(this.place.written(''), { bigint: true }).ctimeNs;
  }
}

function canBeRead(directory: string): boolean {
  try {
    readdirSync(directory);
    return true;
  } catch {
    return false;
  }
}
