import { chmodSync, lchownSync } from 'node:fs';
import {
  setExtendedAttributes,
  type ExtendedAttributes,
} from '../../../kernel/extended-attributes.js';
import { setTimes } from '../../../kernel/file-attributes.js';
import { openWhateverTheMode } from '../../../kernel/file-descriptor.js';
import { refuse } from '../refusal.js';
import type { Contents } from './contents.js';
import { readNode, statusOf, type FileNode, type FileTree } from './file-tree.js';
import { overwrite } from './overwrite.js';
import { isOwnOfOverlay, type TreePlace } from './tree-place.js';

const writeOnly = 1;
const kindBits = 0o170000;

/**
 * Put back what files hold, their owners, rights and times, in the very same files. Names are
 * back already. @param original reads files that lie below an overlay
 */
export function bringDetailsBack(
  place: TreePlace,
  then: FileTree,
  now: FileTree,
  original: Contents,
): void {
  original.begin();
  // Entries before their directories, whose times they change.
  for (const [path, present] of [...now].reverse()) {
    if (present.kind === 'whiteout') continue;
    const wanted = then.get(path) ?? originalOf(place, path, original);
    if (wanted === undefined || isUntouched(wanted, present)) continue;
    bringBack(place.seen(path), wanted, present);
  }
}

/** The kernel has made a copy of it since, to let it be changed: it gets back what was there. */
function originalOf(place: TreePlace, path: string, contents: Contents): FileNode | undefined {
  const below = place.below(path);
  return below === undefined ? undefined : readNode(below, statusOf(below), contents);
}

function isUntouched(then: FileNode, now: FileNode): boolean {
  const isSame = then.inode === now.inode && then.changedNs === now.changedNs;
  // Reading a file changes nothing but this.
  const isUnread = then.kind !== 'file' || then.accessedNs === now.accessedNs;
  return isSame && isUnread && then.content === now.content;
}

function bringBack(at: string, then: FileNode, now: FileNode): void {
  const changed = then.kind === 'file' && !then.content.equals(now.content);
  if (changed) rewrite(at, then, now);
  const ownerChanged = then.uid !== now.uid || then.gid !== now.gid;
  try {
    if (ownerChanged) lchownSync(at, then.uid, then.gid);
    // A change of owner or contents takes rights away (chown(2)).
    if (then.kind !== 'link' && (changed || ownerChanged || then.mode !== now.mode))
      chmodSync(at, then.mode & ~kindBits);
  } catch {
    refuse('the owner or the rights of a file');
  }
  if (!isEqual(visible(then.attributes), visible(now.attributes)))
    if (!setExtendedAttributes(at, visible(then.attributes))) refuse('attributes of a file');
  if (!setTimes(at, then.accessedNs, then.modifiedNs)) refuse('the times of a file');
}

function rewrite(at: string, then: FileNode, now: FileNode): void {
  using file = openWhateverTheMode(at, writeOnly);
  if (file === undefined) refuse('a file that cannot be written');
  overwrite(file.fd, then.content, now.content);
}

function visible(attributes: ExtendedAttributes): ExtendedAttributes {
  if (attributes.size === 0) return attributes;
  return new Map([...attributes].filter(([name]) => !isOwnOfOverlay(name)));
}

function isEqual(a: ExtendedAttributes, b: ExtendedAttributes): boolean {
  return a.size === b.size && [...a].every(([name, text]) => b.get(name) === text);
}
