import { closeSync, openSync, readFileSync, readSync } from 'node:fs';
import { expect, test } from 'vitest';
import { packShift } from '../../../src/tracer/vdso-code.js';
import { vdsoSymbols } from '../../../src/tracer/vdso-image.js';

/** As the machine code takes it apart: seconds by an arithmetic shift, and 30 bits. */
function unpacked(word: bigint): bigint {
  return (word >> 30n) * 1_000_000_000n + (word & 0x3fff_ffffn);
}

test.each([0n, 1n, -1n, 999_999_999n, 1_000_000_000n, -1_000_000_000n, -1_700_000_001n])(
  'a shift of %d ns survives being packed into a word',
  (shift) => {
    const word = packShift(shift);
    expect(unpacked(word)).toBe(shift);
    expect(word & 0x3fff_ffffn).toBeLessThan(1_000_000_000n);
  },
);

function ownVdso(): Buffer {
  const [, from = '', to = ''] =
    /^(\w+)-(\w+) .*\[vdso\]$/m.exec(readFileSync('/proc/self/maps', 'latin1')) ?? [];
  const image = Buffer.alloc(parseInt(to, 16) - parseInt(from, 16));
  const memory = openSync('/proc/self/mem', 'r');
  readSync(memory, image, 0, image.length, parseInt(from, 16));
  closeSync(memory);
  return image;
}

test('each function of the vDSO has two names', () => {
  const image = ownVdso();
  const symbols = vdsoSymbols(image);
  for (const wanted of ['clock_gettime', 'gettimeofday', 'time']) {
    const found = symbols.filter(({ name }) => name === wanted);
    expect(found).toHaveLength(2);
    for (const { value, valueAt } of found)
      expect(image.readBigUInt64LE(valueAt)).toBe(BigInt(value));
    expect(new Set(found.map(({ value }) => value)).size).toBe(1);
  }
});

test('what is no image has no symbols', () => {
  expect(vdsoSymbols(Buffer.alloc(8192))).toEqual([]);
});
