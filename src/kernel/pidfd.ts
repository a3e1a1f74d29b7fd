import { close, errno, syscall } from './ffi.js';
import { errnoName } from '../abi/errno.js';

const nrPidfdOpen = 434;
const nrPidfdGetfd = 438;

/** An owned handle of a process; `using` it gives it back. */
export class Pidfd implements Disposable {
  private constructor(private readonly fd: number) {}

  /** @returns undefined when the process is gone */
  static open(pid: number): Pidfd | undefined {
    const fd = syscall(nrPidfdOpen, pid, 0, 0);
    return fd < 0 ? undefined : new Pidfd(fd);
  }

  /**
   * A copy, in this process, of the other process's descriptor (pidfd_getfd(2)): the same open
   * file description, so what is asked of it is asked of the original.
   * @returns the errno name when refused (EBADF: no such descriptor)
   */
  take(fd: number): OwnedFd | string {
    const copy = syscall(nrPidfdGetfd, this.fd, fd, 0);
    return copy < 0 ? errnoName(errno()) : new OwnedFd(copy);
  }

  [Symbol.dispose](): void {
    close(this.fd);
  }
}

class OwnedFd implements Disposable {
  constructor(readonly fd: number) {}

  [Symbol.dispose](): void {
    close(this.fd);
  }
}
