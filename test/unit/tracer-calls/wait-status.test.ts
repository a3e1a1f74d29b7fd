import { expect, test } from 'vitest';
import { InvariantError } from '../../../src/support/assert.js';
import { willRestart } from '../../../src/tracer/override.js';
import { decodeStatus } from '../../../src/tracer/wait-status.js';

const stopped = (signal: number, event = 0): number => (event << 16) | (signal << 8) | 0x7f;

test.each([
  [0x0300, { kind: 'exited', code: 3 }],
  [0xff00, { kind: 'exited', code: 255 }],
  [9, { kind: 'killed', signal: 9 }],
  [0x80 | 11, { kind: 'killed', signal: 11 }],
  [stopped(11), { kind: 'signal', signal: 11 }],
  [stopped(5), { kind: 'signal', signal: 5 }],
  [stopped(5 | 0x80), { kind: 'syscall' }],
  [stopped(5, 7), { kind: 'event', event: 'seccomp' }],
  [stopped(5, 4), { kind: 'event', event: 'exec' }],
  [stopped(19, 128), { kind: 'stop', signal: 19 }],
  [stopped(5, 128), { kind: 'stop', signal: 5 }],
])('%d', (status, decoded) => {
  expect(decodeStatus(status)).toEqual(decoded);
});

test('an event that nobody asked for is a bug', () => {
  expect(() => decodeStatus(stopped(5, 6))).toThrow(InvariantError);
});

test.each([
  [-511, false],
  [-512, true],
  [-516, true],
  [-517, false],
  [-4, false],
  [0, false],
])('%d is restarted: %s', (result, expected) => {
  expect(willRestart(result)).toBe(expected);
});
