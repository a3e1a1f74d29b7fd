import { rmSync } from 'node:fs';
import { nr } from '../abi/syscalls.js';
import { errnoName } from '../abi/errno.js';
import { assert } from '../support/assert.js';
import { accept4, bindSocket, close, errno, listen, poll, syscall } from './ffi.js';
import { pollEvent } from './poll.js';

const unix = 1; // AF_UNIX
const stream = 1;
const closeOnExec = 0o2000000;
const entryBytes = 8;
const forEver = -1;

/** A stream socket that waits for one connection at a path. */
export class UnixListener implements Disposable {
  private constructor(
    private readonly fd: number,
    private readonly path: string,
  ) {}

  /** @returns the errno name when it is refused */
  static open(path: string): UnixListener | string {
    const fd = syscall(nr.socket, unix, stream | closeOnExec, 0);
    assert(fd >= 0, 'socket', { errno: errno() });
    const name = Buffer.from(`${path}\0`);
    const address = Buffer.concat([Buffer.from([unix, 0]), name]);
    if (bindSocket(fd, address, address.length) === 0 && listen(fd, 1) === 0)
      return new UnixListener(fd, path);
    const refused = errnoName(errno());
    close(fd);
    return refused;
  }

  /**
   * Wait for the connection.
   * @param other when something can be read from this descriptor, nobody will come any more
   */
  accept(other: number): number | undefined {
    const polled = Buffer.alloc(2 * entryBytes);
    [this.fd, other].forEach((fd, i) => {
      polled.writeInt32LE(fd, i * entryBytes);
      polled.writeInt16LE(pollEvent.in, i * entryBytes + 4);
    });
    while (poll(polled, 2, forEver) < 0);
    if (polled.readUInt16LE(6) === 0) return undefined;
    const fd = accept4(this.fd, null, null, closeOnExec);
    return fd < 0 ? undefined : fd;
  }

  /** Who has come stays connected. */
  [Symbol.dispose](): void {
    rmSync(this.path, { force: true });
    close(this.fd);
  }
}
