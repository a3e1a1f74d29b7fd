import { exitCode } from '../support/operator-error.js';
import { untilAborted } from './until-aborted.js';

/**
 * Ctrl-C and SIGTERM end the work with what it found; a second one ends the process at once (its
 * workers, and their worlds, end with it).
 */
export class Interrupts implements Disposable {
  private readonly controller = new AbortController();
  private readonly handler = (): void => {
    if (this.controller.signal.aborted) process.exit(exitCode.interrupted);
    this.controller.abort();
  };

  constructor() {
    process.on('SIGINT', this.handler);
    process.on('SIGTERM', this.handler);
  }

  get signal(): AbortSignal {
    return this.controller.signal;
  }

  /** What the work comes to, or an OperatorError as soon as it is interrupted. */
  async during<T>(work: Promise<T>): Promise<T> {
    return untilAborted(this.signal, work);
  }

  [Symbol.dispose](): void {
    process.off('SIGINT', this.handler);
    process.off('SIGTERM', this.handler);
  }
}
