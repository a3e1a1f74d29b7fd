import { exitCode } from '../support/operator-error.js';
import { untilAborted } from './until-aborted.js';

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
    this.interrupt();
  };

  constructor() {
    process.on('SIGINT', this.handler);
    process.on('SIGTERM', this.handler);
  }

  get signal(): AbortSignal {
    return this.controller.signal;
  }

  /** What Ctrl-C does, without it. */
  interrupt(): void {
    this.controller.abort();
  }

  /** What the work comes to, or an OperatorError as soon as it is interrupted. */
  async during<T>(work: Promise<T>): Promise<T> {
    return untilAborted(this.signal, work);
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
