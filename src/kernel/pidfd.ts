import { close, errno, syscall } from './ffi.js';
import { errnoName } from '../abi/errno.js';
import { nr } from '../abi/syscalls.js';

const pidfdThread = 0x80; // O_EXCL

/** An owned handle of a process; `using` it gives it back. */
export class Pidfd implements Disposable {
  private constructor(private readonly fd: number) {}

  /**
   * By the tid of one of its threads: of a process whose main thread has ended, descriptors and
   * memory can only be reached by the threads that are left (Linux 6.9 for these).
   * @returns undefined when the thread is gone
   */
  static open(tid: number): Pidfd | undefined {
    const fd = syscall(nr.pidfd_open, tid, 0, 0);
    const opened = fd < 0 ? syscall(nr.pidfd_open, tid, pidfdThread, 0) : fd;
    return opened < 0 ? undefined : new Pidfd(opened);
  }

  /**
   * A copy, in this process, of the other process's descriptor (pidfd_getfd(2)): the same open
   * file description, so what is asked of it is asked of the original.
   * @returns the errno name when refused (EBADF: no such descriptor)
   */
  take(fd: number): OwnedFd | string {
    const copy = syscall(nr.pidfd_getfd, this.fd, fd, 0);
    return copy < 0 ? errnoName(errno()) : new OwnedFd(copy);
  }

  [Symbol.dispose](): void {
    close(this.fd);
  }
}

export class OwnedFd implements Disposable {
  constructor(readonly fd: number) {}

  [Symbol.dispose](): void {
    close(this.fd);
  }
}
