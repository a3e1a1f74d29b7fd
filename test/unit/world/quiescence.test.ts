import { expect, test } from 'vitest';
import { callNumber } from '../../../src/world/quiescence.js';

test.each([
  ['running\n', undefined],
  [undefined, undefined],
  ['45 0x3 0x7ffc 0x1 0x0 0x0 0x0 0x7ffd 0x7f00\n', 45],
  ['-1 0x7ffd 0x7f00\n', undefined],
])('the call in %j', (text, number) => {
  expect(callNumber(text)).toBe(number);
});
