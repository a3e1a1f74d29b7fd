import { rmSync } from 'node:fs';
import type { StoppableWorld } from '../../model/stop.js';
import { OperatorError } from '../../support/operator-error.js';

/** What all core files of an exploration may take; one more may go beyond that. */
const bytesMax = 2 ** 30;

/** Core files of programs with much memory, or of many defects, would fill a disk. */
export class CoreFiles {
  private bytes = 0;

  of(file: string): CoreFile {
    return new CoreFile(file, this);
  }

  get areTooMany(): boolean {
    return this.bytes >= bytesMax;
  }

  count(bytes: number): void {
    this.bytes += bytes;
  }
}

/** The core file of one defect; what goes wrong with it is told and does no other harm. */
class CoreFile {
  /** Why there is none. */
  missing: string | undefined = 'the program ended in a way that nobody can stop, such as SIGKILL';

  constructor(
    private readonly file: string,
    private readonly all: CoreFiles,
  ) {}

  async write(world: Pick<StoppableWorld, 'core'>): Promise<void> {
    this.missing = await this.attempt(world);
    if (this.missing !== undefined) this.discard();
  }

  discard(): void {
    rmSync(this.file, { force: true });
  }

  private async attempt(world: Pick<StoppableWorld, 'core'>): Promise<string | undefined> {
    if (this.all.areTooMany) return 'those of other defects have taken 1 GiB already';
    try {
      const { bytes } = await world.core(this.file);
      this.all.count(bytes);
      return undefined;
    } catch (error) {
      if (error instanceof OperatorError) return error.message;
      throw error;
    }
  }
}
