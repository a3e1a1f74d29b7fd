import type { GuestEntry } from './guest-entry.js';

const typeBits = {
  directory: 0o040000,
  file: 0o100000,
  symlink: 0o120000,
  device: 0o020000,
} as const;

/** One link each, so that the kernel looks for no others; times would change the hash. */
const links = 1;
const time = 0;

/** Documentation/driver-api/early-userspace/buffer-format.rst of the kernel. */
export function cpioHeader(entry: GuestEntry, inode: number, size: number): Buffer {
  const name = Buffer.from(`${entry.path.slice(1)}\0`);
  const [major, minor] = entry.kind === 'device' ? [entry.major, entry.minor] : [0, 0];
  const mode = typeBits[entry.kind] | entry.mode;
  const { uid, gid } = entry;
  const own = [inode, mode, uid, gid, links, time, size, 0, 0, major, minor, name.length, 0];
  const fields = own.map((value) => value.toString(16).padStart(8, '0'));
  return padded(Buffer.concat([Buffer.from(`070701${fields.join('')}`), name]));
}

/** What marks the end of an archive. */
export function cpioTrailer(): Buffer {
  const nobody = { mode: 0, uid: 0, gid: 0 };
  return cpioHeader({ kind: 'file', path: '/TRAILER!!!', source: '', ...nobody }, 0, 0);
}

export function padded(bytes: Buffer): Buffer {
  return Buffer.concat([bytes, padding(bytes.length)]);
}

export function padding(length: number): Buffer {
  return Buffer.alloc((4 - (length % 4)) % 4);
}
