import { mkdirSync, renameSync } from 'node:fs';
import { refuse } from '../refusal.js';
import type { FileTree } from './file-tree.js';
import type { NamesParts } from './names.js';
import type { TreePlace } from './tree-place.js';

/**
 * Moves back what was moved: whoever has it open, or stands in it, notices nothing. What is in
 * the way is put aside; it belongs elsewhere, or will be removed.
 */
export class Moves {
  private parked = 0;

  constructor(
    private readonly parts: NamesParts,
    private now: FileTree,
  ) {}

  /** @returns what is there then */
  bringBack(): FileTree {
    for (const [path, node] of this.parts.then) {
      if (node.kind === 'whiteout') continue;
      const inode = this.parts.successors.of(node.inode);
      if (this.now.get(path)?.inode === inode) continue;
      const from = this.misplaced(inode);
      if (from !== undefined) this.move(from, path);
    }
    return this.now;
  }

  /** Where this file is now, if it does not belong there. */
  private misplaced(inode: bigint): string | undefined {
    const { then, successors } = this.parts;
    for (const [path, node] of this.now) {
      if (node.inode !== inode || node.kind === 'whiteout') continue;
      const belongs = then.get(path);
      if (belongs === undefined || successors.of(belongs.inode) !== inode) return path;
    }
    return undefined;
  }

  private move(from: string, to: string): void {
    const { place } = this.parts;
    try {
      makeParents(to, place);
      const occupant = this.now.get(to);
      if (occupant !== undefined && occupant.kind !== 'whiteout')
        renameSync(place.seen(to), place.seen(this.parking()));
      renameSync(place.seen(from), place.seen(to));
    } catch {
      refuse('a file that cannot be moved back');
    }
    this.now = this.parts.read();
  }

  private parking(): string {
    this.parked += 1;
    return `/.chokepoint-${String(this.parked)}`;
  }
}

function makeParents(path: string, place: TreePlace): void {
  const end = path.lastIndexOf('/');
  if (end > 0) mkdirSync(place.seen(path.slice(0, end)), { recursive: true });
}
