import { fstatSync } from 'node:fs';
import { cpioHeader, cpioTrailer, padded, padding } from './cpio-header.js';
import type { GuestEntry } from './guest-entry.js';
import { readChunks, withFile } from './source-file.js';

/** Must have done with the bytes when it returns: they are overwritten. */
type Sink = (bytes: Buffer) => void;

/** Writes an archive that the kernel unpacks as the guest's files. */
export function writeCpio(entries: readonly GuestEntry[], sink: Sink): void {
  entries.forEach((entry, index) => {
    const inode = index + 1;
    if (entry.kind === 'file') writeFile(entry, inode, sink);
    else writeOther(entry, inode, sink);
  });
  sink(cpioTrailer());
}

function writeFile(entry: GuestEntry & { kind: 'file' }, inode: number, sink: Sink): void {
  withFile(entry.source, (descriptor) => {
    const { size } = fstatSync(descriptor);
    sink(cpioHeader(entry, inode, size));
    readChunks(descriptor, size, entry.source, sink);
    sink(padding(size));
  });
}

function writeOther(entry: GuestEntry, inode: number, sink: Sink): void {
  const body = Buffer.from(entry.kind === 'symlink' ? entry.target : '');
  sink(cpioHeader(entry, inode, body.length));
  sink(padded(body));
}
