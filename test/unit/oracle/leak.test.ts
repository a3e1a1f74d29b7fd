import { expect, it } from 'vitest';
import type { Footprint } from '../../../src/model/footprint.js';
import type { Termination } from '../../../src/model/termination.js';
import { growsAnyway, leak } from '../../../src/oracle/leak.js';
import { sutExited } from '../../search/terminations.js';

function footprints(sockets: readonly number[]): readonly Footprint[] {
  return sockets.map((count) => ({ sockets: count, processes: 1, memoryBytes: 4096 }));
}

function rounds(faulted: readonly number[], calm: readonly number[]): Termination {
  return { ...sutExited(0), rounds: { faulted: footprints(faulted), calm: footprints(calm) } };
}

it('is what grows in every round with faults, and not without', () => {
  const verdict = { kind: 'leak', what: 'sockets', perRound: 2 };
  expect(leak(rounds([3, 5, 7, 10], [10, 10, 10]))).toEqual(verdict);
  expect(leak(rounds([3, 5, 7, 7], []))).toBeUndefined();
  expect(leak(rounds([3, 5], []))).toBeUndefined();
  expect(leak(sutExited(0))).toBeUndefined();
});

it('is no matter of the faults where it grows as much without them', () => {
  const steady = rounds([3, 4, 5, 6], [6, 7, 8]);
  expect(leak(steady)).toBeUndefined();
  expect(growsAnyway(steady)).toEqual(['sockets']);
  expect(growsAnyway(rounds([3, 4, 5, 6], [6, 6, 7]))).toEqual([]);
  expect(growsAnyway(sutExited(0))).toEqual([]);
});
