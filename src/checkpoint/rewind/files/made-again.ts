import {
  chmodSync,
  closeSync,
  linkSync,
  lstatSync,
  mkdirSync,
  openSync,
  rmSync,
  symlinkSync,
} from 'node:fs';
import { makeNode } from '../../../kernel/file-attributes.js';
import { refuse } from '../refusal.js';
import { isHiding, statusOf, type FileNode } from './file-tree.js';
import type { NamesParts } from './names.js';

const whiteoutMode = 0o020000;

/** Make what is gone again; all that belongs elsewhere has left. */
export function makeMissing(parts: NamesParts): void {
  const named = survivors(parts);
  for (const [path, node] of parts.then) {
    const [written, seen] = [parts.place.written(path), parts.place.seen(path)];
    if (node.kind === 'whiteout') {
      if (!isHiding(written)) hide(parts, seen, written);
      continue;
    }
    if (isThere(written)) continue;
    const other = named.get(node.inode);
    if (other === undefined) make(parts, path, node);
    else linkSync(other, seen);
    named.set(node.inode, seen);
    parts.successors.add(node.inode, statusOf(written).ino);
  }
}

/** Where files are that need not be made: another name for one is a link to it. */
function survivors({ then, place, successors }: NamesParts): Map<bigint, string> {
  const named = new Map<bigint, string>();
  for (const [path, node] of then) {
    if (node.kind === 'whiteout' || !isThere(place.written(path))) continue;
    named.set(node.inode, place.seen(path));
    // Directories may have been made on the way to something that was moved back.
    if (node.kind === 'directory') successors.add(node.inode, statusOf(place.written(path)).ino);
  }
  return named;
}

function isThere(written: string): boolean {
  return lstatSync(written, { throwIfNoEntry: false }) !== undefined && !isHiding(written);
}

/** Overlayfs makes its mark when what is visible is removed; elsewhere it is a device like any. */
function hide({ place }: NamesParts, seen: string, written: string): void {
  if (place.tree.lower === undefined) makeNode(seen, whiteoutMode);
  else rmSync(seen, { recursive: true, force: true });
  if (!isHiding(written)) refuse('a file that cannot be hidden again');
}

function make({ place, mapped }: NamesParts, path: string, node: FileNode): void {
  const seen = place.seen(path);
  switch (node.kind) {
    case 'directory':
      makeDirectory(seen, node);
      return;
    case 'link':
      symlinkSync(node.content, seen);
      return;
    case 'file':
      if (mapped.isLost(place.tree.seenAt + path)) refuse('a mapped file that has been removed');
      closeSync(openSync(seen, 'wx', 0o600));
      return;
    case 'fifo':
    case 'socket':
      // Who makes a socket again that had this name binds it to a file of its own.
      if (!makeNode(seen, node.mode)) refuse(`a ${node.kind} that cannot be made again`);
      return;
    default:
      refuse(`a ${node.kind} that has been removed`);
  }
}

/** One that shows through from below has to be copied only to have the attributes it had. */
function makeDirectory(seen: string, { mode }: FileNode): void {
  try {
    mkdirSync(seen);
  } catch {
    chmodSync(seen, mode & 0o7777);
  }
}
