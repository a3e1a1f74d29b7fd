import { expect, it } from 'vitest';
import { putTimesInOrder } from '../../../src/worker/timeline/times-in-order.js';

it('a call that led to something was over by then', () => {
  const times: readonly (readonly [timeMs: number, endedAt: number])[] = [
    [0.972, 4],
    [0.971, 3],
    [0.5, Infinity],
    [0.981, 7],
    [0.972, 6],
    [1.066, 8],
    [0.6, Infinity],
  ];
  const calls = times.map(([timeMs, endedAt]) => ({ timeMs, endedAt }));
  putTimesInOrder(calls);
  const after = calls.map(({ timeMs }) => timeMs);
  expect(after).toEqual([0.971, 0.971, 0.5, 0.972, 0.972, 1.066, 0.6]);
});
