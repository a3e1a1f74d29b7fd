import { exitCode, OperatorError } from '../support/operator-error.js';

/**
 * What the work comes to.
 * @throws OperatorError as soon as the signal is aborted
 */
export async function untilAborted<T>(signal: AbortSignal, work: Promise<T>): Promise<T> {
  // The work that lost the race ends with its world; its failure is of no interest then.
  work.catch(() => undefined);
  // The signal may outlive this work by far.
  const over = new AbortController();
  const interruption = new Promise<never>((_, reject) => {
    const stop = (): void => {
      reject(new OperatorError('interrupted', 'nothing was lost', exitCode.interrupted));
    };
    if (signal.aborted) stop();
    else signal.addEventListener('abort', stop, { once: true, signal: over.signal });
  });
  try {
    return await Promise.race([work, interruption]);
  } finally {
    over.abort();
  }
}
