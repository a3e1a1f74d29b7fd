import { describe, expect, it } from 'vitest';
import { CoverageLedger } from '../../../src/explore/coverage.js';
import { describeCoverage } from '../../../src/explore/describe-coverage.js';

/** A ledger in which, per number of faults, so many paths are known and so many done. */
function ledger(
  maxFaults: number,
  ...levels: readonly (readonly [number, number])[]
): CoverageLedger {
  const counts = new CoverageLedger({ maxFaults });
  for (const [faults, [done, known]] of levels.entries()) {
    for (let path = 0; path < known; path += 1) counts.discovered(faults);
    for (let path = 0; path < done; path += 1) counts.ended(faults, faults, 'done');
  }
  return counts;
}

function text(counts: CoverageLedger): string {
  return describeCoverage(counts.statement());
}

describe('the statement of what was covered', () => {
  it('counts all paths of the complete levels, and what is known of the next', () => {
    expect(text(ledger(2, [1, 1], [30, 30], [312, 1240]))).toBe(
      'all paths with at most 1 fault: complete (31); with 2: 312 of 1,240',
    );
  });

  it('knows only a lower bound above an incomplete level', () => {
    expect(text(ledger(2, [1, 1], [12, 30], [7, 90]))).toBe(
      'all paths without a fault: complete (1); with 1: 12 of 30; with 2: 7 of at least 90',
    );
  });

  it('is one sentence when all is complete', () => {
    expect(text(ledger(2, [1, 1], [30, 30], [1240, 1240]))).toBe(
      'all paths with at most 2 faults: complete (1,271)',
    );
    expect(text(ledger(0, [1, 1]))).toBe('all paths without a fault: complete (1)');
  });

  it('is complete up to the bound when no path has so many faults', () => {
    const counts = ledger(5, [1, 1], [4, 4]);
    expect(text(counts)).toBe('all paths with at most 5 faults: complete (5)');
    expect(counts.statement().levels.map(({ known }) => known)).toEqual([1, 4, 0]);
  });

  it('begins with nothing', () => {
    expect(text(ledger(2, [0, 1]))).toBe('without a fault: 0 of 1; with 1 or more: none known yet');
    expect(text(ledger(1, [1, 1], [0, 3]))).toBe(
      'all paths without a fault: complete (1); with 1: 0 of 3',
    );
  });

  it('is complete nowhere from the level on at which a bound cut', () => {
    const counts = ledger(2, [1, 1], [3, 3], [5, 5]);
    counts.cut(1, 'checkpoints');
    counts.cut(1, 'depth');
    expect(text(counts)).toBe(
      'all paths without a fault: complete (1); ' +
        'with 1: 3 of at least 3, cut by the checkpoint bound, cut by the depth bound; ' +
        'with 2: 5 of at least 5',
    );
    expect(counts.statement().complete).toBe(false);
  });

  it('does not count a diverged path as done', () => {
    const counts = ledger(1, [1, 1], [2, 4]);
    counts.ended(1, 1, 'diverged');
    counts.ended(1, 1, 'diverged');
    expect(text(counts)).toBe(
      'all paths without a fault: complete (1); with 1: 2 of 4, 2 diverged',
    );
    expect(counts.pending).toBe(0);
  });

  it('moves a path that took more faults than it started with', () => {
    const counts = ledger(2, [0, 1]);
    counts.ended(0, 2, 'done');
    expect(counts.statement().levels.map(({ done }) => done)).toEqual([0, 0, 1]);
  });
});
