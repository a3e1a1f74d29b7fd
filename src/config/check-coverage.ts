import { OperatorError } from '../support/operator-error.js';
import type { FullConfig } from './config-schema.js';

/** @throws OperatorError where what the program counts cannot be read, or not be told apart */
export function checkCoverage({ coverage, engine, sealed }: FullConfig): void {
  if (!coverage) return;
  if (engine === 'qemu')
    throw new OperatorError(
      'coverage: counters are read in the memory of traced processes, and the engine qemu runs ' +
        'the programs in a machine',
      'leave out --engine qemu, or the coverage',
    );
  if (sealed) return;
  throw new OperatorError(
    'coverage: an unsealed program adds what earlier runs have counted to its counters',
    'leave out --unsealed, or the coverage',
  );
}
