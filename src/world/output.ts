import { closeSync, fstatSync, ftruncateSync, readSync } from 'node:fs';
import { fcntl } from '../kernel/ffi.js';
import { Pidfd } from '../kernel/pidfd.js';
import type { Puppet } from '../tracer/puppet.js';
import { assert } from '../support/assert.js';

const fSetfl = 4;
const oAppend = 0o2000;

/**
 * One captured stream: a memfd that init holds for its children and this process reads. A file,
 * unlike a pipe, never blocks its writer and can be cut back.
 */
export class CapturedStream implements Disposable {
  private constructor(
    /** The descriptor in init, inherited by forked programs. */
    readonly fdInInit: number,
    private readonly fd: number,
  ) {}

  static make(init: Puppet, name: string): CapturedStream {
    const fdInInit = init.call('memfd_create', name, 0);
    assert(fdInInit >= 0, 'memfd_create', { result: fdInInit });
    using pidfd = Pidfd.open(init.pid);
    const copy = pidfd?.take(fdInInit);
    assert(copy !== undefined && typeof copy !== 'string', 'pidfd_getfd', { copy });
    // Append, so that writers that share the file do not overwrite each other.
    fcntl(copy.fd, fSetfl, oAppend | 2);
    return new CapturedStream(fdInInit, copy.fd);
  }

  clear(): void {
    ftruncateSync(this.fd, 0);
  }

  /** Forget what was written after this many bytes. */
  cutTo(size: number): void {
    ftruncateSync(this.fd, size);
  }

  size(): number {
    return fstatSync(this.fd).size;
  }

  /** The last bytes, as text; invalid UTF-8 is replaced. */
  tail(maxBytes: number): string {
    const size = this.size();
    const bytes = Buffer.alloc(Math.min(size, maxBytes));
    const got = readSync(this.fd, bytes, 0, bytes.length, size - bytes.length);
    return bytes.toString('utf8', 0, got);
  }

  [Symbol.dispose](): void {
    closeSync(this.fd);
  }
}
