import { closeSync, fstatSync, readSync } from 'node:fs';
import { openNameless } from './nameless-file.js';

const tailBytes = 16 * 1024;

/** What a machine and its guest have to say. */
export class MachineLog implements Disposable {
  readonly console = openNameless();
  /** What QEMU itself complains of. */
  readonly output = openNameless();

  /** What was said last. */
  tails(): { readonly console: string; readonly output: string } {
    return { console: tailOf(this.console), output: tailOf(this.output) };
  }

  [Symbol.dispose](): void {
    for (const fd of [this.console, this.output]) closeSync(fd);
  }
}

function tailOf(fd: number): string {
  const { size } = fstatSync(fd);
  const bytes = Buffer.alloc(Math.min(size, tailBytes));
  return bytes.toString('utf8', 0, readSync(fd, bytes, 0, bytes.length, size - bytes.length));
}
