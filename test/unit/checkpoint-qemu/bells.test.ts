import { expect, it } from 'vitest';
import { Bells } from '../../../src/checkpoint/qemu/files/bells.js';

it('looks at each ring until something is there', async () => {
  const bells = new Bells();
  const seen = [undefined, 'request', 'another'];
  const heard = bells.until(() => seen.shift(), 10_000);
  for (let i = 0; i < 3; i++) bells.ring();
  expect(await heard).toBe('request');
});

it('waits for a guest that does not ring no longer than it is told', async () => {
  expect(await new Bells().until(() => 'request', 10)).toBeUndefined();
});

it('fails when the look fails', async () => {
  const bells = new Bells();
  const heard = bells.until(() => {
    throw new RangeError('no memory');
  }, 10_000);
  bells.ring();
  await expect(heard).rejects.toThrow('no memory');
});
