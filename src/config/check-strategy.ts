import { OperatorError } from '../support/operator-error.js';
import type { FullConfig } from './config-schema.js';

/** @throws OperatorError where what leads the search cannot be seen */
export function checkStrategy({ strategy, engine }: FullConfig): void {
  if (strategy !== 'coverage-guided' || engine !== 'qemu') return;
  throw new OperatorError(
    'strategy: coverage-guided reads counters in the memory of traced processes, and the engine ' +
      'qemu runs the programs in a machine',
    'leave out --engine qemu, or choose another --strategy',
  );
}
