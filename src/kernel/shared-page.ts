import { addressOf, close, errno, mapShared, syscall } from './ffi.js';
import { errnoName } from '../abi/errno.js';
import { nr } from '../abi/syscalls.js';
import { assert } from '../support/assert.js';

const closeOnExec = 1; // MFD_CLOEXEC
export const sharedPageBytes = 4096;

/** A page of memory that other processes can map by its descriptor. */
export class SharedPage implements Disposable {
  private constructor(
    readonly fd: number,
    readonly view: ArrayBuffer,
  ) {}

  static make(name: string): SharedPage {
    const path = Buffer.from(`${name}\0`);
    const fd = syscall(nr.memfd_create, Number(addressOf(path)), closeOnExec, 0);
    assert(fd >= 0, 'memfd_create', { errno: errnoName(errno()) });
    const cut = syscall(nr.ftruncate, fd, sharedPageBytes, 0);
    assert(cut === 0, 'ftruncate', { errno: errnoName(errno()) });
    return new SharedPage(fd, mapShared(fd, sharedPageBytes));
  }

  /** The page itself stays: a view of memory that is gone must not be left behind. */
  [Symbol.dispose](): void {
    close(this.fd);
  }
}
