import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { bufferSource } from '../../../../src/tracer/elf/byte-source.js';
import { readImage } from '../../../../src/tracer/modules/image.js';
import { ModuleMap, parseMappings } from '../../../../src/tracer/modules/module-map.js';
import { unwind } from '../../../../src/tracer/unwind/unwinder.js';

const file = readFileSync('/usr/bin/env');
const maps = `400000-500000 r-xp 00000000 fe:01 7 /usr/bin/env
7f0000000000-7f0000010000 rw-p 00000000 00:00 0 [stack]`;
const stackStart = 0x7f0000000000;

test('a damaged file gives answers or none, but no error', () => {
  const damage = fc.array(fc.tuple(fc.nat(file.length - 1), fc.nat(255)), { maxLength: 200 });
  const headerDamage = fc.array(fc.tuple(fc.nat(800), fc.nat(255)), { maxLength: 5 });
  fc.assert(
    fc.property(damage, headerDamage, fc.nat(file.length), (everywhere, header, pc) => {
      const bytes = Buffer.from(file);
      for (const [at, value] of [...everywhere, ...header]) bytes[at] = value;
      const image = readImage(bufferSource(bytes));
      image?.callFrames?.rowAt(pc);
      image?.symbols.nameAt(pc);
    }),
    { numRuns: 300 },
  );
});

test('a file that is cut short gives answers or none, but no error', () => {
  fc.assert(
    fc.property(fc.nat(file.length), (length) => {
      const image = readImage(bufferSource(file.subarray(0, length)));
      expect(image?.callFrames?.rowAt(0x3000)?.cfa.kind ?? 'none').toMatch(/none|register|expr/);
    }),
  );
});

test('garbage in registers and stack ends soon and gracefully', () => {
  const image = readImage(bufferSource(file));
  const stack = Buffer.alloc(0x10000);
  const word = fc.oneof(
    fc.bigInt(0n, 2n ** 64n - 1n),
    fc.nat(0x1fff).map((offset) => BigInt(stackStart + offset * 8)),
    fc.nat(0x8fff).map((offset) => BigInt(0x400000 + offset)),
  );
  const registers = fc.array(word, { minLength: 17, maxLength: 17 });
  const words = fc.array(word, { minLength: 50, maxLength: 200 });
  let longest = 0;
  const property = fc.property(registers, words, (values, contents) => {
    for (let at = 0; at < stack.length / 8; at += 1) {
      stack.writeBigUInt64LE(contents[at % contents.length] ?? 0n, at * 8);
    }
    const read = (address: number, length: number): Buffer => {
      const start = address - stackStart;
      return start < 0 ? Buffer.alloc(0) : stack.subarray(start, start + length);
    };
    const modules = new ModuleMap(parseMappings(maps, '/'), () => image);
    const frames = unwind({ read, modules }, values, 50);
    longest = Math.max(longest, frames.length);
    expect(frames.length).toBeLessThanOrEqual(50);
  });
  // With a seed of its own: of other thousands, one in some hundred goes no deeper than two frames.
  fc.assert(property, { numRuns: 1000, seed: 1 });
  expect(longest).toBeGreaterThan(2);
});
