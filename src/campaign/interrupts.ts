import { exitCode, OperatorError } from '../support/operator-error.js';

/**
 * Ctrl-C and SIGTERM end the work with what it found; a second one ends the process at once (its
 * workers, and their worlds, end with it).
 */
export class Interrupts implements Disposable {
  private readonly controller = new AbortController();
  private isForOthers = false;
  private readonly handler = (signal: string): void => {
    if (this.isForOthers && signal === 'SIGINT') return;
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
    const { signal } = this;
    const interruption = new Promise<never>((_, reject) => {
      const stop = (): void => {
        reject(new OperatorError('interrupted', 'nothing was lost', exitCode.interrupted));
      };
      if (signal.aborted) stop();
      else signal.addEventListener('abort', stop, { once: true });
    });
    // The work that lost the race ends with its world; its failure is of no interest then.
    work.catch(() => undefined);
    return Promise.race([work, interruption]);
  }

  /** Ctrl-C is for somebody else as long as this lasts. */
  async leaveTo(work: Promise<void>): Promise<void> {
    this.isForOthers = true;
    await work;
    this.isForOthers = false;
  }

  [Symbol.dispose](): void {
    process.off('SIGINT', this.handler);
    process.off('SIGTERM', this.handler);
  }
}
