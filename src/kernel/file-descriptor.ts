import { fcntl, lseek } from './ffi.js';
import { OwnedFd } from './pidfd.js';
import { assert } from '../support/assert.js';

const duplicateCloseOnExec = 1030; // F_DUPFD_CLOEXEC
const fromStart = 0; // SEEK_SET

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
