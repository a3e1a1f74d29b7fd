import { lstatSync, readlinkSync, type Stats } from 'node:fs';
import path from 'node:path';
import type { GuestEntry } from './guest-entry.js';

/** The guest has its own of these. */
const guestOwn = /^\/(proc|sys|dev|chokepoint)(\/|$)/;

/** The kernel gives up after this many, too. */
const symlinksMax = 40;

/** What goes into the guest, as it lies on the host: symbolic links stay symbolic links. */
export class GuestTree {
  private readonly byPath = new Map<string, GuestEntry>();

  /**
   * Takes a path over with the directories above it and what symbolic links lead to.
   * @returns what it is in the end, undefined where there is nothing that the guest could use
   */
  add(file: string, symlinksLeft = symlinksMax): GuestEntry | undefined {
    const parts = path.resolve(file).split('/').filter(Boolean);
    let last: GuestEntry | undefined;
    for (const [index] of parts.entries()) {
      const part = `/${parts.slice(0, index + 1).join('/')}`;
      last = this.byPath.get(part) ?? entryOf(part);
      if (last === undefined) return undefined;
      this.put(last);
      if (last.kind !== 'symlink') continue;
      if (symlinksLeft === 0) return undefined;
      const target = path.resolve(path.dirname(part), last.target);
      return this.add(path.join(target, ...parts.slice(index + 1)), symlinksLeft - 1);
    }
    return last;
  }

  put(entry: GuestEntry): void {
    this.byPath.set(entry.path, entry);
  }

  has(file: string): boolean {
    return this.byPath.has(file);
  }

  /** Directories before what is in them. */
  entries(): readonly GuestEntry[] {
    return [...this.byPath.values()].sort((a, b) => (a.path < b.path ? -1 : 1));
  }
}

function entryOf(file: string): GuestEntry | undefined {
  const stat = guestOwn.test(file) ? undefined : statOf(file);
  if (stat === undefined) return undefined;
  const owned = { path: file, mode: stat.mode & 0o7777, uid: stat.uid, gid: stat.gid };
  if (stat.isDirectory()) return { kind: 'directory', ...owned };
  if (stat.isFile()) return { kind: 'file', source: file, ...owned };
  if (stat.isSymbolicLink()) return { kind: 'symlink', target: readlinkSync(file), ...owned };
  return undefined;
}

function statOf(file: string): Stats | undefined {
  try {
    return lstatSync(file);
  } catch {
    return undefined;
  }
}
