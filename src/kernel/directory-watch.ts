import { inotifyAdd, inotifyInit, readBytes } from './ffi.js';
import { OwnedFd } from './pidfd.js';
import { assert } from '../support/assert.js';

const nonBlocking = 0o4000;
const closeOnExec = 0o2000000;
/** IN_ATTRIB, IN_MOVED_FROM, IN_MOVED_TO, IN_CREATE, IN_DELETE, IN_ONLYDIR, IN_EXCL_UNLINK. */
const changes = 0x4 | 0x40 | 0x80 | 0x100 | 0x200 | 0x1000000 | 0x4000000;
const headerBytes = 16;

/**
 * Tells whether names or attributes in directories have changed (inotify(7)). To ask costs one
 * system call, however many directories are watched.
 */
export class DirectoryWatch implements Disposable {
  private readonly events = Buffer.alloc(65536);

  private constructor(private readonly inotify: OwnedFd) {}

  static open(): DirectoryWatch {
    const fd = inotifyInit(nonBlocking | closeOnExec);
    assert(fd >= 0, 'no more inotify instances for this user');
    return new DirectoryWatch(new OwnedFd(fd));
  }

  /** @returns the watch by which `changed` will name it; undefined where it may not be read */
  add(directory: string): number | undefined {
    const watch = inotifyAdd(this.inotify.fd, directory, changes);
    return watch < 0 ? undefined : watch;
  }

  /** The watches of directories that have changed since the last question. */
  changed(): ReadonlySet<number> {
    const found = new Set<number>();
    for (;;) {
      const length = readBytes(this.inotify.fd, this.events, this.events.length);
      if (length <= 0) return found;
      for (let at = 0; at < length; at += headerBytes + this.events.readUInt32LE(at + 12))
        found.add(this.events.readInt32LE(at));
    }
  }

  [Symbol.dispose](): void {
    this.inotify[Symbol.dispose]();
  }
}
