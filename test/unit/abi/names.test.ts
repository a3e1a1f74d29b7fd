import { describe, expect, test } from 'vitest';
import { errnoName, errnoNumber } from '../../../src/abi/errno.js';
import { isFatalByDefault, signalName, signalNumber } from '../../../src/abi/signals.js';
import { InvariantError } from '../../../src/support/assert.js';

describe('errno', () => {
  test.each([
    [11, 'EAGAIN'],
    [32, 'EPIPE'],
    [64, 'ENONET'],
    [95, 'EOPNOTSUPP'],
    [112, 'EHOSTDOWN'],
  ])('%d is %s and back', (number, name) => {
    expect(errnoName(number)).toBe(name);
    expect(errnoNumber(name)).toBe(number);
  });

  test('what has no name keeps its number, and no name is a bug', () => {
    expect(errnoName(1234)).toBe('errno 1234');
    expect(() => errnoNumber('ENOTHING')).toThrow(InvariantError);
  });
});

describe('signals', () => {
  test.each([
    [6, 'SIGABRT', true],
    [11, 'SIGSEGV', true],
    [13, 'SIGPIPE', true],
    [17, 'SIGCHLD', false],
    [19, 'SIGSTOP', false],
    [29, 'SIGIO', true],
  ])('%d is %s', (number, name, fatal) => {
    expect(signalName(number)).toBe(name);
    expect(signalNumber(name)).toBe(number);
    expect(isFatalByDefault(number)).toBe(fatal);
  });

  test('real-time signals have numbers', () => {
    expect(signalName(40)).toBe('SIG40');
  });
});
