import { closeSync, fstatSync, openSync, readlinkSync, readSync, type Stats } from 'node:fs';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { rootOf, withoutRoot } from '../../kernel/process-root.js';

/** Where the kernel names files, from the root of who reads. */
const listsOfFiles = /^\/proc\/\d+\/(task\/\d+\/)?(maps|smaps)$/;

/** Files of the world, as its programs see them, for reading. */
export class RemoteFiles implements Disposable {
  private readonly open = new Set<number>();
  /** What is read instead of what the kernel tells. */
  private readonly texts = new Map<number, Buffer>();

  /** @param pid a process whose root is meant */
  constructor(private readonly pid: number) {}

  /** @throws the error of the file system, as all do */
  openFile(path: string): number {
    const fd = openSync(this.seen(path), 'r');
    this.open.add(fd);
    if (listsOfFiles.test(path)) this.texts.set(fd, this.asSeen(fd));
    return fd;
  }

  read(fd: number, length: number, offset: number): Buffer {
    const text = this.texts.get(fd);
    if (text !== undefined) return text.subarray(offset, offset + length);
    const bytes = Buffer.alloc(length);
    return bytes.subarray(0, readSync(this.mine(fd), bytes, 0, length, offset));
  }

  stat(fd: number): Stats {
    return fstatSync(this.mine(fd));
  }

  link(path: string): string {
    return withoutRoot(readlinkSync(this.seen(path)), rootOf(this.pid));
  }

  close(fd: number): void {
    closeSync(this.mine(fd));
    this.open.delete(fd);
    this.texts.delete(fd);
  }

  [Symbol.dispose](): void {
    for (const fd of [...this.open]) this.close(fd);
  }

  /** A list with the names that the program has for its files. */
  private asSeen(fd: number): Buffer {
    const root = rootOf(this.pid);
    const lines = readFileSync(fd, 'latin1').split('\n');
    const seen = lines.map((line) => {
      const at = line.indexOf('/');
      return at < 0 ? line : line.slice(0, at) + withoutRoot(line.slice(at), root);
    });
    return Buffer.from(seen.join('\n'), 'latin1');
  }

  private seen(path: string): string {
    return join('/proc', String(this.pid), 'root', path);
  }

  private mine(fd: number): number {
    return this.open.has(fd) ? fd : -1;
  }
}
