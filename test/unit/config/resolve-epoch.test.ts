import { expect, it } from 'vitest';
import { resolveEpoch } from '../../../src/config/resolve-epoch.js';

it('takes the moment that is asked for', () => {
  expect(resolveEpoch({ epoch: '2026-01-31', engine: 'qemu' })).toBe(Date.UTC(2026, 0, 31));
  expect(resolveEpoch({ epoch: 0, engine: 'auto' })).toBe(0);
});

it('takes the present for none', () => {
  expect(Math.abs(resolveEpoch({ epoch: undefined, engine: 'qemu' }) - Date.now())).toBeLessThan(
    5e3,
  );
});

it('refuses what the kernel of a machine would', () => {
  expect(() => resolveEpoch({ epoch: 0, engine: 'qemu' })).toThrow(/first hour of 1970/);
});
