import { randomBytes } from 'node:crypto';
import { closeSync, constants, lstatSync, openSync, rmSync } from 'node:fs';
import path from 'node:path';
import { giveName, unnamed } from '../kernel/unnamed-file.js';
import { OperatorError } from '../support/operator-error.js';

const elsewhere = 'name a file in a directory that you may write to, on a disk with space left';

/**
 * The place for a core file. It has its name only when it is whole, and nothing that is there is
 * ever replaced. Before that it has none where the file system can do without: then nothing of it
 * is left, however this process ends.
 */
export class CoreTarget implements Disposable {
  private constructor(
    private readonly file: string,
    private readonly fd: number,
    /** Where to write, for this process and its workers; what is there is overwritten. */
    readonly partial: string,
  ) {}

  /** @throws OperatorError before anything runs for nothing */
  static reserve(file: string): CoreTarget {
    if (exists(file)) throw taken(file);
    const directory = path.dirname(file);
    try {
      const fd = openSync(directory, constants.O_WRONLY | unnamed, 0o600);
      return new CoreTarget(file, fd, `/proc/${String(process.pid)}/fd/${String(fd)}`);
    } catch {
      return CoreTarget.named(file);
    }
  }

  private static named(file: string): CoreTarget {
    const partial = `${file}.${randomBytes(4).toString('hex')}.part`;
    try {
      return new CoreTarget(file, openSync(partial, 'wx', 0o600), partial);
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      throw new OperatorError(`no core file can be written to "${file}": ${reason}`, elsewhere);
    }
  }

  /** It is written: from now on it has its name. */
  keep(): void {
    const refused = giveName(this.partial, this.file);
    if (refused === 'EEXIST') throw taken(this.file);
    if (refused === undefined) return;
    throw new OperatorError(`no core file can be written to "${this.file}": ${refused}`, elsewhere);
  }

  [Symbol.dispose](): void {
    closeSync(this.fd);
    if (this.partial.endsWith('.part')) rmSync(this.partial, { force: true });
  }
}

function exists(file: string): boolean {
  return lstatSync(file, { throwIfNoEntry: false }) !== undefined;
}

function taken(file: string): OperatorError {
  const message = `"${file}" exists already, and is not overwritten`;
  return new OperatorError(message, 'move it away, or name another file');
}
