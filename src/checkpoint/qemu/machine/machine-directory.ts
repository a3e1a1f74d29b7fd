import { closeSync, fstatSync, mkdtempSync, openSync, readSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

const tailBytes = 16 * 1024;

/** Where a machine starts: its sockets, and what it and its guest have to say. */
export class MachineDirectory implements Disposable {
  readonly path = mkdtempSync(path.join(tmpdir(), 'chokepoint-'));
  private readonly console = this.create('console');
  /** What QEMU itself prints. */
  readonly output = this.create('output');

  file(name: string): string {
    return path.join(this.path, name);
  }

  /** What was said last on the console and by QEMU, also after the directory was removed. */
  tails(): { readonly console: string; readonly output: string } {
    return { console: tailOf(this.console), output: tailOf(this.output) };
  }

  /** All that need it have opened their files; so nothing is left even if we are killed. */
  remove(): void {
    rmSync(this.path, { recursive: true, force: true });
  }

  [Symbol.dispose](): void {
    this.remove();
    for (const fd of [this.console, this.output]) closeSync(fd);
  }

  private create(name: string): number {
    return openSync(this.file(name), 'a+', 0o600);
  }
}

function tailOf(fd: number): string {
  const { size } = fstatSync(fd);
  const bytes = Buffer.alloc(Math.min(size, tailBytes));
  return bytes.toString('utf8', 0, readSync(fd, bytes, 0, bytes.length, size - bytes.length));
}
