import { exitCode } from '../support/operator-error.js';

/**
 * Ctrl-C and SIGTERM end the exploration with what it found; a second one ends the process at
 * once (its workers, and their worlds, end with it).
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

  [Symbol.dispose](): void {
    process.off('SIGINT', this.handler);
    process.off('SIGTERM', this.handler);
  }
}
