import { describe, expect, it } from 'vitest';
import { parseIgnored } from '../../../src/model/ignored-bytes.js';

describe('what is ignored of the memory of a program', () => {
  it('is a variable, or a part of one', () => {
    expect(parseIgnored('failures')).toEqual({ variable: 'failures' });
    const part = { offset: 16, length: 4 };
    expect(parseIgnored('stats+16:4')).toEqual({ variable: 'stats', part });
    expect(parseIgnored('stats+0x10:4')).toEqual({ variable: 'stats', part });
    expect(parseIgnored('count.0')).toEqual({ variable: 'count.0' });
  });

  it.each(['', '5a', 'a b', 'a+1', 'a+1:0', 'a+x:1', 'a+-1:1', 'a:1'])('is not "%s"', (text) => {
    expect(parseIgnored(text)).toBeUndefined();
  });
});
