import type { Settings } from '../model/settings.js';
import type { Termination } from '../model/termination.js';
import { OperatorError } from '../support/operator-error.js';

/** @throws OperatorError where the search is to be led by counters that nobody has put in */
export function requireCounters({ strategy, sut }: Settings, { edges }: Termination): void {
  if (strategy !== 'coverage-guided' || (edges !== undefined && edges.length > 0)) return;
  throw new OperatorError(
    'strategy: coverage-guided needs counters, and neither ' +
      `${sut.name} nor a library of it has any`,
    'compile it with `gcc --coverage`, or with clang and `-fprofile-instr-generate` or ' +
      '`-fsanitize-coverage=inline-8bit-counters`, and do not strip it; or choose another ' +
      '--strategy',
  );
}
