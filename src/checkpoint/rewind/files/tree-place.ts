import { lstatSync } from 'node:fs';
import type { WritableTree } from '../../../world/writable-tree.js';
import type { FileNode, FileTree } from './file-tree.js';

const origin = 'user.overlay.origin';
const opaque = 'user.overlay.opaque';

/** Where the files of a tree are found from here: through the root directory of init. */
export class TreePlace {
  constructor(
    readonly tree: WritableTree,
    private readonly root: string,
  ) {}

  /** As programs see it. Names are changed here, where the kernel notices. */
  seen(path: string): string {
    return this.root + this.tree.seenAt + path;
  }

  /** Where that lies which was written. */
  written(path: string): string {
    return this.root + this.tree.written + path;
  }

  /** What shows where nothing was written; undefined in a tree that is nothing but written. */
  below(path: string): string | undefined {
    return this.tree.lower === undefined ? undefined : this.root + this.tree.lower + path;
  }

  /** Whether it is but a copy of what lies below, which the kernel made to let it be changed. */
  isCopied(path: string, node: FileNode, trees: readonly FileTree[]): boolean {
    const below = this.below(path);
    if (below === undefined || trees.some((tree) => isHidden(path, tree))) return false;
    const isAlike = node.kind === 'directory' ? !isOpaque(node) : node.attributes.has(origin);
    const original = isAlike ? lstatSync(below, { throwIfNoEntry: false }) : undefined;
    return original !== undefined && ((original.mode ^ node.mode) & 0o170000) === 0;
  }
}

/** A directory that does not show what lies below it (kernel's overlayfs.rst). */
export function isOpaque(node: FileNode): boolean {
  return node.attributes.get(opaque) === 'y';
}

/** Attributes that are overlayfs's own are not set through what programs see. */
export function isOwnOfOverlay(name: string): boolean {
  return name.startsWith('user.overlay.');
}

function isHidden(path: string, tree: FileTree): boolean {
  for (let end = path.lastIndexOf('/'); end > 0; end = path.lastIndexOf('/', end - 1)) {
    const parent = tree.get(path.slice(0, end));
    if (parent !== undefined && isOpaque(parent)) return true;
  }
  return false;
}
