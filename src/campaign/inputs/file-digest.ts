import { createHash, type Hash } from 'node:crypto';
import {
  closeSync,
  lstatSync,
  openSync,
  readdirSync,
  readlinkSync,
  readSync,
  statSync,
} from 'node:fs';
import type { Stats } from 'node:fs';

const chunk = Buffer.alloc(1 << 20);

/**
 * 64 hex digits that are equal for what a program cannot tell apart by looking at a file, but for
 * its times; null where there is none.
 * @param name ends in a slash for a directory of which the names in it count
 * @param ignored those that do not
 */
export function digestOf(name: string, ignored: ReadonlySet<string>): string | null {
  const hash = createHash('sha256');
  try {
    const stat = statSync(name);
    const link = name.endsWith('/') ? undefined : linkText(name);
    hash.update(JSON.stringify([stat.mode, stat.uid, stat.gid, link ?? null]));
    addContents(hash, name, stat, ignored);
  } catch (error) {
    if (isAbsence(error)) return null;
    hash.update(`unreadable ${String(codeOf(error))}`);
  }
  return hash.digest('hex');
}

function linkText(name: string): string | undefined {
  return lstatSync(name).isSymbolicLink() ? readlinkSync(name) : undefined;
}

function addContents(hash: Hash, name: string, stat: Stats, ignored: ReadonlySet<string>): void {
  if (stat.isFile()) addBytes(hash, name);
  if (!stat.isDirectory() || !name.endsWith('/')) return;
  const listed = readdirSync(name).filter((entry) => !ignored.has(`${name}${entry}`));
  hash.update(JSON.stringify(listed.sort()));
}

function addBytes(hash: Hash, name: string): void {
  const fd = openSync(name, 'r');
  try {
    let got = readSync(fd, chunk, 0, chunk.length, null);
    for (; got > 0; got = readSync(fd, chunk, 0, chunk.length, null))
      hash.update(chunk.subarray(0, got));
  } finally {
    closeSync(fd);
  }
}

function isAbsence(error: unknown): boolean {
  return ['ENOENT', 'ENOTDIR', 'ELOOP', 'ENAMETOOLONG'].includes(String(codeOf(error)));
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : undefined;
}
