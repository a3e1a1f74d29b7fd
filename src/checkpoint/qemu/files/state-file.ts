import { closeSync } from 'node:fs';
import { openNameless, pathOf } from '../machine/nameless-file.js';

/** The state of a machine in a file that has no name. */
export class StateFile implements Disposable {
  /** Once it has been written. */
  bytes = 0;

  private constructor(private readonly fd: number) {}

  /** @param write fills the file that it is given, and says with how many bytes */
  static async written(write: (file: string) => Promise<number>): Promise<StateFile> {
    const state = new StateFile(openNameless());
    try {
      state.bytes = await write(state.path);
      return state;
    } catch (error) {
      state[Symbol.dispose]();
      throw error;
    }
  }

  get path(): string {
    return pathOf(this.fd);
  }

  /** A machine that has it open goes on reading it. */
  [Symbol.dispose](): void {
    closeSync(this.fd);
  }
}
