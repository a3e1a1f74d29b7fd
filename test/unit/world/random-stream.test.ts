import { describe, expect, it } from 'vitest';
import { RandomStream } from '../../../src/world/chance/random-stream.js';

describe('a stream of random bytes', () => {
  const stream = new RandomStream('name');
  const whole = stream.bytes(0, 1000);

  it('is the same from wherever it is read', () => {
    for (const from of [0, 1, 15, 16, 17, 500])
      for (const length of [0, 1, 16, 31, 100])
        expect(stream.bytes(from, length)).toEqual(whole.subarray(from, from + length));
  });

  it('is the same under the same name, and another under another', () => {
    expect(new RandomStream('name').bytes(0, 1000)).toEqual(whole);
    expect(new RandomStream('names').bytes(0, 8)).not.toEqual(whole.subarray(0, 8));
  });

  it('looks random', () => {
    expect(new Set(stream.bytes(0, 10_000)).size).toBe(256);
  });

  it('is what it was in earlier versions: tokens are replayed with it', () => {
    const bytes = new RandomStream('[0,"client","thread",1]').bytes(0, 8);
    expect(bytes.toString('hex')).toBe('491e8eb38c302bd7');
  });
});
