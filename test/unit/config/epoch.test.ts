import { describe, expect, it } from 'vitest';
import { epochMsOf } from '../../../src/config/epoch.js';

describe('the moment at which runs begin', () => {
  it.each([
    ['2026-01-31', Date.UTC(2026, 0, 31)],
    ['2026-01-31T12:30', Date.UTC(2026, 0, 31, 12, 30)],
    ['2026-01-31T12:30:15.5', Date.UTC(2026, 0, 31, 12, 30, 15, 500)],
    ['2026-01-31T12:30:15Z', Date.UTC(2026, 0, 31, 12, 30, 15)],
    ['2026-01-31T12:30+02:00', Date.UTC(2026, 0, 31, 10, 30)],
    ['1767225600000', 1_767_225_600_000],
    [1_767_225_600_000, 1_767_225_600_000],
    [0, 0],
    ['2199-12-31T23:59:59.999Z', Date.UTC(2200, 0, 1) - 1],
  ])('is %j', (text, ms) => {
    expect(epochMsOf(text)).toBe(ms);
  });

  it.each(['', 'now', '31.1.2026', '2026-13-01', '2026-02-31', '2026-01-31T25:00', '-1', -1, 1.5])(
    'is not %j',
    (text) => {
      expect(epochMsOf(text)).toBeUndefined();
    },
  );

  it.each(['1969-12-31', '2200-01-01', Date.UTC(2200, 0, 1), Infinity])('is not %j', (text) => {
    expect(epochMsOf(text)).toBeUndefined();
  });
});
