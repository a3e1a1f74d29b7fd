import { describe, expect, it } from 'vitest';
import { didYouMean, nearestWord } from '../../../src/config/did-you-mean.js';

describe('nearestWord', () => {
  const words = ['port', 'peers', 'maxFaults', 'maxPaths'];

  it.each([
    ['prot', 'port'],
    ['peer', 'peers'],
    ['MAXFAULTS', 'maxFaults'],
    ['maxPath', 'maxPaths'],
  ])('takes %s for %s', (typed, meant) => {
    expect(nearestWord(typed, words)).toBe(meant);
  });

  const strangers = ['', 'zebra', 'x'.repeat(1_000_000), 'maxFaults'.repeat(9)];

  it.each(strangers)('takes a stranger for nothing', (typed) => {
    expect(nearestWord(typed, words)).toBeUndefined();
    expect(didYouMean(typed, words)).toBe('');
  });
});
