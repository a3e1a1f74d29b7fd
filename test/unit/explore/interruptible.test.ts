import { getEventListeners } from 'node:events';
import { describe, expect, it } from 'vitest';
import { interrupted, interruptible } from '../../../src/explore/interruptible.js';

const never = new Promise<number>(() => undefined);

describe('interruptible work', () => {
  it('gives its result or its failure', async () => {
    const { signal } = new AbortController();
    expect(await interruptible(Promise.resolve(3), signal)).toBe(3);
    await expect(interruptible(Promise.reject(new Error('gone')), signal)).rejects.toThrow('gone');
  });

  it('is left to itself when the signal comes', async () => {
    const controller = new AbortController();
    const result = interruptible(never, controller.signal);
    controller.abort();
    expect(await result).toBe(interrupted);
    expect(await interruptible(never, controller.signal)).toBe(interrupted);
  });

  it('leaves no listener behind', async () => {
    const { signal } = new AbortController();
    for (let step = 0; step < 20; step += 1) await interruptible(Promise.resolve(step), signal);
    await interruptible(Promise.reject(new Error('gone')), signal).catch(() => undefined);
    await Promise.resolve();
    expect(getEventListeners(signal, 'abort')).toHaveLength(0);
  });
});
