import { chmodSync, lstatSync, openSync } from 'node:fs';
import { fcntl, lseek } from './ffi.js';
import { OwnedFd } from './pidfd.js';
import { assert } from '../support/assert.js';

const duplicateCloseOnExec = 1030; // F_DUPFD_CLOEXEC
const fromStart = 0; // SEEK_SET
const notFollowed = 0o400000; // O_NOFOLLOW

/** Another descriptor, in this process, of the same open file. */
export function duplicate(fd: number): OwnedFd {
  const copy = fcntl(fd, duplicateCloseOnExec, 0);
  assert(copy >= 0, 'no more descriptors in this process');
  return new OwnedFd(copy);
}

/** Set the file offset, in bytes; files that have none stay as they are. */
export function seek(fd: number, position: number): void {
  lseek(fd, position, fromStart);
}

/**
 * Open a file of ours, by its real path. An ordinary user opens what its mode forbids by changing
 * the mode for a moment.
 * @returns undefined when it cannot be opened even so
 */
export function openWhateverTheMode(path: string, flags: number): OwnedFd | undefined {
  const direct = tryOpen(path, flags | notFollowed);
  if (direct !== undefined) return direct;
  try {
    const { mode } = lstatSync(path);
    chmodSync(path, 0o700);
    const opened = tryOpen(path, flags | notFollowed);
    chmodSync(path, mode & 0o7777);
    return opened;
  } catch {
    return undefined;
  }
}

/** Another open file of the same file, even if that has no name (proc_pid_fd(5)). */
export function reopen(fd: number, flags: number): OwnedFd | undefined {
  return tryOpen(`/proc/self/fd/${String(fd)}`, flags);
}

function tryOpen(path: string, flags: number): OwnedFd | undefined {
  try {
    return new OwnedFd(openSync(path, flags));
  } catch {
    return undefined;
  }
}
