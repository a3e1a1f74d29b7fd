import { closeSync, fstatSync, ftruncateSync, openSync, writeSync } from 'node:fs';
import { errorCode, fileError } from './file-error.js';

/**
 * A file that only grows, by whole pieces: a piece that could be written only in part is taken
 * back, so that what was complete stays readable. Nothing waits for the disk (no fsync): the
 * kernel has what was written even if this process is killed.
 */
export class AppendFile implements Disposable {
  private constructor(
    private readonly file: string,
    private readonly fd: number,
    private length: number,
  ) {}

  /** Makes a file for its owner only; undefined when there is one already. */
  static create(file: string): AppendFile | undefined {
    try {
      return new AppendFile(file, openSync(file, 'ax', 0o600), 0);
    } catch (error) {
      if (errorCode(error) === 'EEXIST') return undefined;
      throw fileError(error, file);
    }
  }

  /** Opens, or makes, a file for its owner only; what stands after `keepBytes` is cut off. */
  static open(file: string, keepBytes: number): AppendFile {
    try {
      const opened = new AppendFile(file, openSync(file, 'a', 0o600), keepBytes);
      if (fstatSync(opened.fd).size > keepBytes) opened.takeBack();
      return opened;
    } catch (error) {
      throw fileError(error, file);
    }
  }

  append(text: string): void {
    const bytes = Buffer.from(text);
    try {
      for (let at = 0; at < bytes.length;) at += writeSync(this.fd, bytes, at);
    } catch (error) {
      this.takeBack();
      throw fileError(error, this.file);
    }
    this.length += bytes.length;
  }

  [Symbol.dispose](): void {
    closeSync(this.fd);
  }

  private takeBack(): void {
    // A device has nothing to cut; readers skip a torn last line in any case.
    if (fstatSync(this.fd).isFile()) ftruncateSync(this.fd, this.length);
  }
}
