import type { GuestTree } from './guest-tree.js';
import { filesToUse } from './program-closure.js';
import type { Surroundings } from './surroundings.js';

/** A file, and where it is a program or a library, what the loader opens for it. */
export function addWithLibraries(tree: GuestTree, file: string, around: Surroundings): void {
  const entry = tree.add(file);
  if (entry?.kind !== 'file') return;
  for (const needed of filesToUse(file, entry.mode, around)) tree.add(needed);
}
