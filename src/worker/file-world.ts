import type { BootedGuest } from '../checkpoint/qemu/booted-guest.js';
import type { Outcome } from '../model/outcome.js';
import type { Settings } from '../model/settings.js';
import type { Termination } from '../model/termination.js';
import type { Capability, Checkpoint, Step, Travel, World } from '../model/world.js';
import { InvariantError } from '../support/assert.js';
import { explain } from './explain.js';
import { FileEngine } from './file-engine.js';

/**
 * A whole machine of which each checkpoint is a file that QEMU writes. Nothing is traced and
 * nobody blocks, so it needs no worker: what is told is carried out in order, one after the other.
 */
export class FileWorld implements World {
  private readonly engine: FileEngine;
  /** What has been told; rejected when some of it went wrong, until that was reported. */
  private told: Promise<void> = Promise.resolve();

  constructor(settings: Settings, guest: BootedGuest) {
    this.engine = new FileEngine(settings, guest);
  }

  async runToChoice(): Promise<Step> {
    const step = this.told.then(async () => this.engine.runToChoice());
    this.told = step.then(
      () => undefined,
      () => undefined,
    );
    return step.catch((error: unknown) => {
      throw explain(error) ?? error;
    });
  }

  decide(outcome: Outcome): void {
    this.tell(async () => this.engine.decide(outcome));
  }

  checkpoint(): Checkpoint {
    const here = this.engine.here();
    this.tell(async () => this.engine.hold(here));
    return here;
  }

  restore(checkpoint: Checkpoint): void {
    this.tell(() => this.engine.restore(checkpoint));
  }

  drop(checkpoint: Checkpoint): void {
    this.tell(() => this.engine.drop(checkpoint));
  }

  reexecute(): void {
    this.tell(() => this.engine.reexecute());
  }

  /** It never says in which state it is. */
  leave(): Promise<Termination> {
    return Promise.reject(new InvariantError('a machine is not left in the middle of a run'));
  }

  async capabilities(): Promise<readonly Capability[]> {
    await this.settled();
    return [{ what: 'save a whole machine to a file, and start it from there', available: true }];
  }

  async travel(): Promise<Travel> {
    await this.settled();
    return this.engine.travel();
  }

  /** What is under way fails, and is waited for: it may have started a machine. */
  async [Symbol.asyncDispose](): Promise<void> {
    await this.engine[Symbol.asyncDispose]();
    await this.settled();
  }

  private tell(act: () => void | Promise<void>): void {
    this.told = this.told.then(act);
    // It is reported by the next run, if there is one.
    this.told.catch(() => undefined);
  }

  private async settled(): Promise<void> {
    await this.told.catch(() => undefined);
  }
}
