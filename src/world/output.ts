import {
  chmodSync,
  closeSync,
  copyFileSync,
  fstatSync,
  ftruncateSync,
  readSync,
  writeSync,
} from 'node:fs';
import { fcntl } from '../kernel/ffi.js';
import { Pidfd } from '../kernel/pidfd.js';
import type { Puppet } from '../tracer/puppet.js';
import { assert } from '../support/assert.js';

const fSetfl = 4;
const oAppend = 0o2000;

/** What a stream held at one moment: what it held before, and what was added. */
export interface StreamMark {
  readonly before: StreamMark | undefined;
  readonly size: number;
  readonly added: Buffer;
}

/**
 * One captured stream: a memfd that init holds for its children and this process reads. A file,
 * unlike a pipe, never blocks its writer and can be cut back.
 */
export class CapturedStream implements Disposable {
  private latest: StreamMark | undefined;

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
    this.latest = undefined;
  }

  /** Remember what has been written so far; only what is new since the last time is copied. */
  mark(): StreamMark | undefined {
    const from = this.latest?.size ?? 0;
    const size = this.size();
    if (size > from) this.latest = { before: this.latest, size, added: this.read(from, size) };
    return this.latest;
  }

  /** Make it what it was: what was written since goes, what another run overwrote comes back. */
  comeBackTo(mark: StreamMark | undefined): void {
    const missing: StreamMark[] = [];
    let common = mark;
    for (; common !== undefined && !this.includes(common); common = common.before)
      missing.unshift(common);
    ftruncateSync(this.fd, common?.size ?? 0);
    for (const { added } of missing) writeSync(this.fd, added);
    this.latest = mark;
  }

  size(): number {
    return fstatSync(this.fd).size;
  }

  private includes(mark: StreamMark): boolean {
    let one = this.latest;
    while (one !== undefined && one !== mark && one.size >= mark.size) one = one.before;
    return one === mark;
  }

  private read(from: number, to: number): Buffer {
    const bytes = Buffer.alloc(to - from);
    const got = readSync(this.fd, bytes, 0, bytes.length, from);
    assert(got === bytes.length, 'output that shrank', { from, to, got });
    return bytes;
  }

  /** The last bytes, as text; invalid UTF-8 is replaced. */
  tail(maxBytes: number): string {
    const size = this.size();
    const bytes = Buffer.alloc(Math.min(size, maxBytes));
    const got = readSync(this.fd, bytes, 0, bytes.length, size - bytes.length);
    return bytes.toString('utf8', 0, got);
  }

  /** All of it, byte by byte. */
  copyTo(file: string): void {
    copyFileSync(`/proc/self/fd/${String(this.fd)}`, file);
    // A memfd can be executed.
    chmodSync(file, 0o600);
  }

  [Symbol.dispose](): void {
    closeSync(this.fd);
  }
}
