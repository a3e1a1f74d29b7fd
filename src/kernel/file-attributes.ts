import { mknod, utimensat } from './ffi.js';

const here = -100; // AT_FDCWD
const notFollowed = 0x100; // AT_SYMLINK_NOFOLLOW
const second = 1_000_000_000n;

/**
 * Set both times of a file, in nanoseconds; Node's own functions round them (utimensat(2)).
 * @param follows whether a symbolic link at the path is followed
 */
export function setTimes(
  path: string,
  accessedNs: bigint,
  modifiedNs: bigint,
  follows = false,
): boolean {
  const times = Buffer.alloc(32);
  [accessedNs, modifiedNs].forEach((time, i) => {
    times.writeBigInt64LE(time / second, i * 16);
    times.writeBigInt64LE(time % second, i * 16 + 8);
  });
  return utimensat(here, path, times, follows ? 0 : notFollowed) === 0;
}

/** Make a FIFO, or the mark by which overlayfs hides a name; anybody may (mknod(2)). */
export function makeNode(path: string, mode: number): boolean {
  return mknod(path, mode, 0) === 0;
}
