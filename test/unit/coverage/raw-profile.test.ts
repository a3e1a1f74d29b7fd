import { describe, expect, it } from 'vitest';
import { clangOf, isKnownProfile, versionText } from '../../../src/coverage/llvm-version.js';
import { rawProfile } from '../../../src/coverage/raw-profile.js';
import type { LlvmProfile } from '../../../src/tracer/counters/llvm-profile.js';

const record = (byte: number): Buffer => Buffer.alloc(48, byte);

function profileOf(some: Partial<LlvmProfile> = {}): LlvmProfile {
  return {
    version: 8n,
    compiler: 14,
    isMapped: true,
    first: 2,
    count: 3,
    distance: -96,
    records: Buffer.concat([record(0xaa), record(0xbb)]),
    names: Buffer.from('0123456789'),
    ...some,
  };
}

describe('a raw profile', () => {
  const counts = [7, 7, 1, 2 ** 70, 3, 7];
  const file = rawProfile(profileOf(), counts);
  const words = (from: number, to: number): readonly bigint[] =>
    Array.from({ length: (to - from) / 8 }, (_, i) => file.readBigUInt64LE(from + i * 8));

  it('begins with the sizes of what follows', () => {
    const [magic, ...header] = words(0, 88);
    expect(magic).toBe(0xff6c70726f667281n);
    // Version, build-ids, functions, gap, counters, gap, names; places; the last kind of values.
    expect(header).toEqual([8n, 0n, 2n, 0n, 3n, 0n, 10n, 2n ** 64n - 96n, 0n, 1n]);
  });

  it('has the records as they are, but for the values that it does not have', () => {
    const expected = Buffer.concat([record(0xaa), record(0xbb)])
      .fill(0, 44, 48)
      .fill(0, 92, 96);
    expect(file.subarray(88, 184)).toEqual(expected);
  });

  it("has what the module's own counters have counted, as far as a word can say it", () => {
    expect(words(184, 208)).toEqual([1n, 2n ** 64n - 1n, 3n]);
    const [missing] = [rawProfile(profileOf(), [])];
    expect(missing.subarray(184, 208)).toEqual(Buffer.alloc(24));
  });

  it('ends with the names, in whole words', () => {
    expect(file.subarray(208).toString('latin1')).toBe('0123456789\0\0\0\0\0\0');
    expect(rawProfile(profileOf({ names: Buffer.from('01234567') }), [])).toHaveLength(216);
  });
});

describe('the version of a raw profile', () => {
  it.each([
    [8n, true, '8'],
    [10n, false, '10'],
    // One byte for each counter.
    [(0x10n << 56n) | 8n, false, '8, variant 0x10'],
    [undefined, false, 'none, because it was stripped'],
  ])('%s', (version, isKnown, text) => {
    expect(isKnownProfile(profileOf({ version }))).toBe(isKnown);
    expect(versionText(profileOf({ version }))).toBe(text);
  });

  it('is read by tools that are not older than the newest compiler', () => {
    expect(clangOf([profileOf(), profileOf({ compiler: 16 })])).toBe(16);
    expect(clangOf([profileOf({ compiler: undefined })])).toBe(14);
  });
});
