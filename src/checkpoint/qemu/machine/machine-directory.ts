import { closeSync, mkdtempSync, openSync, readSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

const tailBytes = 16 * 1024;

/** A machine's working directory: its sockets, and what it and its guest have to say. */
export class MachineDirectory implements Disposable {
  readonly path = mkdtempSync(path.join(tmpdir(), 'chokepoint-'));

  file(name: string): string {
    return path.join(this.path, name);
  }

  /** The end of a file; nothing when it is not there yet. */
  tailOf(name: string): string {
    const file = this.file(name);
    const size = statSync(file, { throwIfNoEntry: false })?.size ?? 0;
    const bytes = Buffer.alloc(Math.min(size, tailBytes));
    if (bytes.length === 0) return '';
    const fd = openSync(file, 'r');
    try {
      const got = readSync(fd, bytes, 0, bytes.length, size - bytes.length);
      return bytes.toString('utf8', 0, got);
    } finally {
      closeSync(fd);
    }
  }

  [Symbol.dispose](): void {
    rmSync(this.path, { recursive: true, force: true });
  }
}
