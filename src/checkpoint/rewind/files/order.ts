import { renameSync } from 'node:fs';
import { refuse } from '../refusal.js';
import type { FileTree } from './file-tree.js';
import type { TreePlace } from './tree-place.js';

const aside = '/.chokepoint-order';

/**
 * tmpfs lists names in the order in which they were made, or moved. Where one has been made again
 * those that came after it are moved away and back.
 * @returns whether anything was moved
 */
export function bringOrderBack(place: TreePlace, then: FileTree, now: FileTree): boolean {
  // What an overlay lists it sorts by itself.
  if (place.tree.lower !== undefined) return false;
  const [wanted, present] = [byDirectory(then), byDirectory(now)];
  let moved = false;
  for (const [directory, names] of wanted) {
    const first = names.findIndex((name, i) => present.get(directory)?.[i] !== name);
    if (first < 0) continue;
    for (const name of names.slice(first)) moveToTheEnd(place, name);
    moved = true;
  }
  return moved;
}

function moveToTheEnd(place: TreePlace, path: string): void {
  try {
    renameSync(place.seen(path), place.seen(aside));
    renameSync(place.seen(aside), place.seen(path));
  } catch {
    refuse('files that do not come back in their order');
  }
}

/** The newest is listed first; a tree is read from the last that is listed on. */
function byDirectory(tree: FileTree): ReadonlyMap<string, readonly string[]> {
  const directories = new Map<string, string[]>();
  for (const path of tree.keys()) {
    if (path === '') continue;
    const directory = path.slice(0, path.lastIndexOf('/'));
    const names = directories.get(directory) ?? [];
    names.push(path);
    directories.set(directory, names);
  }
  return directories;
}
