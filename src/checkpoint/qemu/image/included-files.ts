import { readdirSync } from 'node:fs';
import path from 'node:path';
import { OperatorError } from '../../../support/operator-error.js';
import { addWithLibraries } from './add-with-libraries.js';
import type { GuestTree } from './guest-tree.js';
import type { Surroundings } from './surroundings.js';

/** A file, or a directory with everything in it that can be read. */
export function addIncluded(tree: GuestTree, include: string, around: Surroundings): void {
  if (tree.add(include) === undefined) {
    const message = `"${include}", to be included in the guest, is missing or cannot be read.`;
    throw new OperatorError(message, 'correct the path, or leave it out');
  }
  addTree(tree, include, around, new Set());
}

/** What programs were seen to look for: its libraries are among that. */
export function addFound(tree: GuestTree, file: string): void {
  addTree(tree, file, undefined, new Set());
}

function addTree(
  tree: GuestTree,
  file: string,
  around: Surroundings | undefined,
  seen: Set<string>,
): void {
  const entry = tree.add(file);
  if (entry === undefined || seen.has(entry.path)) return;
  seen.add(entry.path);
  if (entry.kind === 'file' && around !== undefined) addWithLibraries(tree, file, around);
  if (entry.kind !== 'directory') return;
  for (const name of namesIn(entry.path)) {
    addTree(tree, path.join(entry.path, name), around, seen);
  }
}

function namesIn(directory: string): string[] {
  try {
    return readdirSync(directory);
  } catch {
    return [];
  }
}
