import { chmodSync, lstatSync, renameSync, rmSync, statSync, type PathLike } from 'node:fs';
import { basename, dirname } from 'node:path';
import { setTimes } from '../../../../kernel/file-attributes.js';
import type { OwnedFd } from '../../../../kernel/pidfd.js';
import { refuse } from '../../refusal.js';

const parking = '.chokepoint-name';
const forAll = 0o777;

/**
 * The place in the file system that a name leads to, free to be bound. Files are back already:
 * what was there comes back, and the directory does not show that anything was done.
 */
export class Spot implements Disposable {
  private readonly at: string;
  /** Names are bytes. */
  private readonly place: Buffer;
  private readonly before: { readonly atimeNs: bigint; readonly mtimeNs: bigint };
  private readonly isTaken: boolean;
  private isLeft = false;

  /** @param directory where the name leads in the eyes of the process that binds it */
  constructor(
    private readonly directory: OwnedFd,
    path: string,
  ) {
    this.at = `/proc/self/fd/${String(directory.fd)}`;
    this.place = Buffer.from(`${this.at}/${basename(path)}`, 'latin1');
    this.before = statSync(this.at, { bigint: true });
    this.isTaken = lstatSync(this.place, { throwIfNoEntry: false }) !== undefined;
    if (this.isTaken) this.move(this.place, this.aside);
  }

  static directoryOf(path: string): Buffer {
    return Buffer.from(`${dirname(path)}\0`, 'latin1');
  }

  /** What has been bound is the file of that name from now on; what was there is no more. */
  keep(mode: number): void {
    chmodSync(this.place, mode);
    if (this.isTaken) rmSync(this.aside);
    this.leave();
  }

  /** Whoever knows the name may connect. */
  open(): void {
    chmodSync(this.place, forAll);
  }

  /** What has been bound has lost its name. */
  [Symbol.dispose](): void {
    if (this.isLeft) return;
    rmSync(this.place, { force: true });
    if (this.isTaken) this.move(this.aside, this.place);
    this.leave();
  }

  private get aside(): string {
    return `${this.at}/${parking}`;
  }

  private move(from: PathLike, to: PathLike): void {
    try {
      renameSync(from, to);
    } catch {
      refuse('a UNIX socket whose name is taken');
    }
  }

  private leave(): void {
    this.isLeft = true;
    const { atimeNs, mtimeNs } = this.before;
    const isDone = setTimes(this.at, atimeNs, mtimeNs, true);
    this.directory[Symbol.dispose]();
    if (!isDone) refuse('the times of a directory');
  }
}
