import { compareFiles } from '../../../kernel/same-file.js';
import { refuse } from '../refusal.js';
import type { Holder, OpenFile } from './open-file.js';

interface Growing extends OpenFile {
  readonly holders: [Holder, ...Holder[]];
}

/** Open files with one and the same target, told apart by asking the kernel. */
export class Alike {
  /** In the order in which they were met. */
  readonly files: Growing[] = [];
  /** In the kernel's order, so that in a crowd only few have to be asked for. */
  private readonly sorted: Growing[] = [];

  add(found: Pick<OpenFile, 'target' | 'info'>, holder: Holder): void {
    const at = found.target.startsWith('socket:') ? this.onlyOne() : this.search(holder);
    if (typeof at === 'object') {
      at.holders.push(holder);
      return;
    }
    const file: Growing = { ...found, holders: [holder] };
    this.files.push(file);
    this.sorted.splice(at, 0, file);
  }

  /** A socket is one open file by its inode. */
  private onlyOne(): Growing | number {
    return this.files[0] ?? 0;
  }

  /** @returns where it belongs if it is not there */
  private search({ process, fd }: Holder): Growing | number {
    let [low, high] = [0, this.sorted.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      const file = this.sorted[middle];
      const other = file?.holders[0];
      if (file === undefined || other === undefined) break;
      const order = compareFiles(
        { pid: process.pid, fd },
        { pid: other.process.pid, fd: other.fd },
      );
      if (Number.isNaN(order)) refuse('descriptors that cannot be compared');
      if (order === 0) return file;
      if (order < 0) high = middle;
      else low = middle + 1;
    }
    return low;
  }
}
