import { createHash } from 'node:crypto';
import { closeSync, openSync, statSync, utimesSync, writeSync } from 'node:fs';
import path from 'node:path';
import { cached } from './cache-directory.js';
import { writeCpio } from './cpio.js';
import type { GuestEntry } from './guest-entry.js';
import { requireRoom } from './require-room.js';
import { sweep } from './sweep.js';

interface Initrd {
  readonly file: string;
  readonly hash: string;
  readonly bytes: number;
}

const imagesKept = 4;

/** The archive of these files, named by its content: it is written only where it is new. */
export function initrdOf(entries: readonly GuestEntry[], cache: string): Initrd {
  requireRoom(entries);
  const digest = createHash('sha256');
  writeCpio(entries, (bytes) => digest.update(bytes));
  const hash = digest.digest('hex');
  const directory = path.join(cache, 'images');
  const file = cached(path.join(directory, `${hash.slice(0, 32)}.cpio`), (temporary) =>
    writeArchive(entries, temporary),
  );
  const now = new Date();
  utimesSync(file, now, now);
  sweep(directory, imagesKept);
  return { file, hash, bytes: statSync(file).size };
}

function writeArchive(entries: readonly GuestEntry[], file: string): void {
  const descriptor = openSync(file, 'wx', 0o600);
  try {
    writeCpio(entries, (bytes) => writeAll(descriptor, bytes));
  } finally {
    closeSync(descriptor);
  }
}

/** A nearly full disk takes a part first; the next write then says why. */
function writeAll(descriptor: number, bytes: Buffer): void {
  for (let done = 0; done < bytes.length;) done += writeSync(descriptor, bytes, done);
}
