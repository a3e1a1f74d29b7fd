import { lstatSync, readlinkSync, type BigIntStats } from 'node:fs';
import { listDirectory } from '../../../kernel/directory-listing.js';
import {
  extendedAttributes,
  type ExtendedAttributes,
} from '../../../kernel/extended-attributes.js';
import { openWhateverTheMode } from '../../../kernel/file-descriptor.js';
import { refuse } from '../refusal.js';
import type { Contents } from './contents.js';

type NodeKind = 'file' | 'directory' | 'link' | 'whiteout' | 'fifo' | 'socket' | 'device';

/** Something with a name, and all that is known of it but for the name. */
export interface FileNode {
  readonly kind: NodeKind;
  readonly inode: bigint;
  /** With the bits of the kind of file (inode(7)). */
  readonly mode: number;
  readonly uid: number;
  readonly gid: number;
  readonly accessedNs: bigint;
  readonly modifiedNs: bigint;
  readonly changedNs: bigint;
  readonly attributes: ExtendedAttributes;
  /** Of a file: its bytes; of a symbolic link: where it points. Empty for all others. */
  readonly content: Buffer;
}

/** By paths below the top, which is the empty string itself; directories before their entries. */
export type FileTree = ReadonlyMap<string, FileNode>;

const kindBits = 0o170000;
const directoryOnly = 0o200000; // O_DIRECTORY
const kinds: ReadonlyMap<number, NodeKind> = new Map([
  [0o100000, 'file'],
  [0o040000, 'directory'],
  [0o120000, 'link'],
  [0o010000, 'fifo'],
  [0o140000, 'socket'],
]);
const nothing = Buffer.alloc(0);

/** All names below a directory, but for what is mounted there. @throws RewindRefused */
export function readTree(top: string, contents: Contents): FileTree {
  const tree = new Map<string, FileNode>();
  contents.begin();
  const { dev } = statusOf(top);
  const pending = [''];
  for (let path = pending.pop(); path !== undefined; path = pending.pop()) {
    const status = statusOf(top + path);
    if (status.dev !== dev) continue;
    const node = readNode(top + path, status, contents);
    tree.set(path, node);
    if (node.kind === 'directory') pending.push(...entriesOf(top + path, path));
  }
  return tree;
}

export function readNode(at: string, status: BigIntStats, contents: Contents): FileNode {
  const mode = Number(status.mode);
  const kind = kindOf(mode, status.rdev);
  return {
    kind,
    inode: status.ino,
    mode,
    uid: Number(status.uid),
    gid: Number(status.gid),
    accessedNs: status.atimeNs,
    modifiedNs: status.mtimeNs,
    changedNs: status.ctimeNs,
    attributes: kind === 'whiteout' ? new Map() : extendedAttributes(at),
    content: contentOf(kind, at, status, contents),
  };
}

export function statusOf(at: string): BigIntStats {
  const status = lstatSync(at, { bigint: true, throwIfNoEntry: false });
  if (status === undefined) refuse('files that come and go');
  return status;
}

function contentOf(kind: NodeKind, at: string, status: BigIntStats, contents: Contents): Buffer {
  if (kind === 'file') return contents.of(at, status);
  return kind === 'link' ? readlinkSync(at, 'buffer') : nothing;
}

/** A name that overlayfs hides is a character device 0:0 (kernel's overlayfs.rst). */
function kindOf(mode: number, device: bigint): NodeKind {
  const hides = (mode & kindBits) === 0o020000 && device === 0n;
  return hides ? 'whiteout' : (kinds.get(mode & kindBits) ?? 'device');
}

/** Whether this is the mark by which overlayfs hides a name. */
export function isHiding(at: string): boolean {
  const status = lstatSync(at, { bigint: true, throwIfNoEntry: false });
  return status !== undefined && kindOf(Number(status.mode), status.rdev) === 'whiteout';
}

function entriesOf(at: string, path: string): readonly string[] {
  const names = namesIn(at);
  if (names.some((name) => name.includes('\ufffd'))) refuse('a file name that is not UTF-8');
  return names.map((name) => `${path}/${name}`);
}

function namesIn(at: string): readonly string[] {
  using directory = openWhateverTheMode(at, directoryOnly);
  if (directory === undefined) refuse('a directory that cannot be read');
  const names = listDirectory(directory.fd).map(({ name }) => name);
  return names.filter((name) => name !== '.' && name !== '..');
}
