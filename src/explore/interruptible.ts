export const interrupted: unique symbol = Symbol('interrupted');

/**
 * The work's result, or `interrupted` as soon as the signal is aborted; the work is then left to
 * itself, and its failure is nobody's. The listener goes with the work: a race against one
 * long-lived promise would collect a reaction per step.
 */
export async function interruptible<T>(
  work: Promise<T>,
  signal: AbortSignal,
): Promise<T | typeof interrupted> {
  return new Promise((resolve, reject) => {
    const stop = (): void => resolve(interrupted);
    const settled = (): void => signal.removeEventListener('abort', stop);
    signal.addEventListener('abort', stop);
    work.then(resolve, reject).finally(settled);
    if (signal.aborted) stop();
  });
}
