import { randomUUID } from 'node:crypto';
import { closeSync, openSync, unlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { OperatorError } from '../../../support/operator-error.js';

const roomHint =
  'allow less with --checkpoint-disk, or set TMPDIR to a directory on a disk with room';

/** The state of a machine in a file that has no name: however we end, nothing of it is left. */
export class StateFile implements Disposable {
  /** Set when it has been written. */
  bytes = 0;

  private constructor(private readonly fd: number) {}

  /** @param write fills the file that it is given */
  static async written(write: (file: string) => Promise<number>): Promise<StateFile> {
    const state = new StateFile(openNameless());
    try {
      state.bytes = await write(state.path);
      return state;
    } catch (error) {
      state[Symbol.dispose]();
      if (!(error instanceof OperatorError)) throw error;
      throw new OperatorError(`No checkpoint can be saved: ${error.message}`, roomHint);
    }
  }

  /** By which all processes of this user can open it. */
  get path(): string {
    return `/proc/${String(process.pid)}/fd/${String(this.fd)}`;
  }

  /** A machine that has it open goes on reading it. */
  [Symbol.dispose](): void {
    closeSync(this.fd);
  }
}

function openNameless(): number {
  const file = path.join(tmpdir(), `chokepoint-${randomUUID()}`);
  try {
    const fd = openSync(file, 'wx+', 0o600);
    unlinkSync(file);
    return fd;
  } catch (error) {
    throw new OperatorError(`Cannot make a file for a checkpoint: ${String(error)}.`, roomHint);
  }
}
