import { closeSync, fstatSync, openSync, readlinkSync, readSync, type Stats } from 'node:fs';
import { join } from 'node:path';

/** Files of the world, as its programs see them, for reading. */
export class RemoteFiles implements Disposable {
  private readonly open = new Set<number>();

  /** @param pid a process whose root is meant */
  constructor(private readonly pid: number) {}

  /** @throws the error of the file system, as all do */
  openFile(path: string): number {
    const fd = openSync(this.seen(path), 'r');
    this.open.add(fd);
    return fd;
  }

  read(fd: number, length: number, offset: number): Buffer {
    const bytes = Buffer.alloc(length);
    return bytes.subarray(0, readSync(this.mine(fd), bytes, 0, length, offset));
  }

  stat(fd: number): Stats {
    return fstatSync(this.mine(fd));
  }

  link(path: string): string {
    return readlinkSync(this.seen(path));
  }

  close(fd: number): void {
    closeSync(this.mine(fd));
    this.open.delete(fd);
  }

  [Symbol.dispose](): void {
    for (const fd of [...this.open]) this.close(fd);
  }

  private seen(path: string): string {
    return join('/proc', String(this.pid), 'root', path);
  }

  private mine(fd: number): number {
    return this.open.has(fd) ? fd : -1;
  }
}
