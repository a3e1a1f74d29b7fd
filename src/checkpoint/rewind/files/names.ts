import { lstatSync, rmdirSync, unlinkSync } from 'node:fs';
import { refuse } from '../refusal.js';
import { isHiding, type FileNode, type FileTree } from './file-tree.js';
import { makeMissing } from './made-again.js';
import type { MappedFiles } from './mapped-files.js';
import { Moves } from './moves.js';
import { bringOrderBack } from './order.js';
import type { Successors } from './successors.js';
import { isOpaque, type TreePlace } from './tree-place.js';

export interface NamesParts {
  readonly place: TreePlace;
  readonly then: FileTree;
  readonly successors: Successors;
  readonly mapped: MappedFiles;
  readonly read: () => FileTree;
  /** Make the kernel look again at what was changed below an overlay. */
  readonly lookAgain: () => void;
}

/**
 * Puts names back: what was moved is moved back, as the same file; what is new goes; what is
 * gone is made again. It is done through the mounts that programs use: what changes below an
 * overlay is not noticed. Only the marks that hide files of the host can be removed nowhere else;
 * then all names that nobody uses are looked up anew.
 */
export class Names {
  private unhidden: string[] = [];

  constructor(
    private readonly parts: NamesParts,
    private now: FileTree,
  ) {}

  /** @returns what is there in the end */
  bringBack(): FileTree {
    if (!this.areBack()) this.bringNamesBack();
    const { place, then, read } = this.parts;
    if (bringOrderBack(place, then, this.now)) this.now = read();
    return this.now;
  }

  private bringNamesBack(): void {
    this.now = new Moves(this.parts, this.now).bringBack();
    this.removeOthers();
    if (this.unhidden.length > 0) this.parts.lookAgain();
    this.unhidden.forEach((path) => this.mustNotBeAnother(path));
    makeMissing(this.parts);
    this.now = this.parts.read();
    if (!this.areBack()) refuse('files that do not come back under their names');
  }

  private areBack(): boolean {
    const { then } = this.parts;
    for (const [path, node] of then) if (!this.isSame(node, this.now.get(path))) return false;
    for (const [path, node] of this.now)
      if (!then.has(path) && !this.isCopied(path, node)) return false;
    return true;
  }

  private isSame(then: FileNode, now: FileNode | undefined): boolean {
    if (now?.kind !== then.kind) return false;
    if (then.kind === 'whiteout') return true;
    if (then.kind === 'directory' && isOpaque(then) !== isOpaque(now)) return false;
    return this.parts.successors.of(then.inode) === now.inode;
  }

  private isCopied(path: string, node: FileNode): boolean {
    return this.parts.place.isCopied(path, node, [this.parts.then, this.now]);
  }

  private removeOthers(): void {
    for (const [path, node] of [...this.now].reverse()) {
      if (path === '' || this.belongs(path, node)) continue;
      if (node.kind !== 'whiteout') this.remove(path, node);
      if (this.mustShow(path) && isHiding(this.parts.place.written(path))) this.unhide(path);
    }
  }

  private belongs(path: string, node: FileNode): boolean {
    const then = this.parts.then.get(path);
    if (then === undefined) return this.isCopied(path, node);
    // A directory may be another one: what counts is what is in it, and who stands in it.
    if (node.kind === 'directory' && then.kind === 'directory')
      return isOpaque(node) === isOpaque(then);
    return this.isSame(then, node);
  }

  /** Whether what lies below an overlay has to be visible here, or to shine through. */
  private mustShow(path: string): boolean {
    const then = this.parts.then.get(path);
    return then === undefined || (then.kind === 'directory' && !isOpaque(then));
  }

  private unhide(path: string): void {
    unlinkSync(this.parts.place.written(path));
    this.unhidden.push(path);
  }

  /**
   * A file of the host that was changed, removed, and is still open somewhere: the kernel would
   * show its changed copy, which lies nowhere any more.
   */
  private mustNotBeAnother(path: string): void {
    const shown = lstatSync(this.parts.place.seen(path), { throwIfNoEntry: false });
    if (shown?.nlink === 0) refuse('a file of the host, changed, removed and still open');
  }

  private remove(path: string, { kind }: FileNode): void {
    const at = this.parts.place.seen(path);
    try {
      if (kind === 'directory') rmdirSync(at);
      else unlinkSync(at);
    } catch {
      refuse('a file that cannot be removed');
    }
  }
}
