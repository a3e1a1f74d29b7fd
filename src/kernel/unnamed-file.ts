import { errnoName } from '../abi/errno.js';
import { errno, linkat } from './ffi.js';

/** O_TMPFILE: a file without a name, which is gone with its last descriptor (open(2)). */
export const unnamed = 0o20200000;
const workingDirectory = -100; // AT_FDCWD
const followed = 0x400; // AT_SYMLINK_FOLLOW

/**
 * Give a file one more name, which must be free; also one that has none yet, by the name that
 * /proc has for its descriptor.
 * @returns the errno name when that is refused
 */
export function giveName(file: string, name: string): string | undefined {
  const done = linkat(workingDirectory, file, workingDirectory, name, followed) === 0;
  return done ? undefined : errnoName(errno());
}
