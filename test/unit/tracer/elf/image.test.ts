import { execFileSync, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { present } from '../../../../src/support/assert.js';
import { bufferSource, withFileSource } from '../../../../src/tracer/elf/byte-source.js';
import {
  identifyElf,
  machineX8664,
  parseElfHeader,
} from '../../../../src/tracer/elf/elf-header.js';
import { interpreterOf, isStatic } from '../../../../src/tracer/elf/elf-properties.js';
import { ImageCache } from '../../../../src/tracer/modules/image-cache.js';
import { readImage } from '../../../../src/tracer/modules/image.js';

const libc = '/lib/x86_64-linux-gnu/libc.so.6';
const program = '/usr/bin/env';
const hasReadelf = spawnSync('readelf', ['--version']).status === 0;

function lines(option: string, path: string): string {
  return execFileSync('readelf', ['-W', option, path], { encoding: 'latin1', maxBuffer: 1 << 26 });
}

describe.skipIf(!hasReadelf)('read as readelf does', () => {
  test('the build id', () => {
    const [, expected] = /Build ID: ([0-9a-f]+)/.exec(lines('-n', libc)) ?? [];
    expect(new ImageCache().open(libc)?.buildId).toBe(expected);
  });

  test('every function of the symbol table is found at its first and last byte', () => {
    const symbols = present(new ImageCache().open(libc), 'libc').symbols;
    const pattern = /: ([0-9a-f]{16}) +(\w+) (?:FUNC|IFUNC) .* (\d+) ([^ @\n]+)/g;
    const functions = [...lines('--dyn-syms', libc).matchAll(pattern)].map(
      ([, value = '', size = '', , name = '']) => {
        return { start: parseInt(value, 16), size: Number(size), name };
      },
    );
    const aliases = new Map<number, string[]>();
    for (const { start, name } of functions) {
      aliases.set(start, [...(aliases.get(start) ?? []), name]);
    }
    expect(functions.length).toBeGreaterThan(1000);
    for (const { start, size } of functions.filter((each) => each.size > 0)) {
      expect(aliases.get(start)).toContain(symbols.nameAt(start));
      expect(symbols.nameAt(start + size - 1)).toBeDefined();
    }
  });
});

test('a name is given only inside a function, and the plainest of several', () => {
  const symbols = present(new ImageCache().open(libc), 'libc').symbols;
  expect(symbols.nameAt(0)).toBeUndefined();
  expect(symbols.nameAt(2 ** 46)).toBeUndefined();
  const all = Array.from({ length: 0x180000 / 16 }, (_, index) => symbols.nameAt(index * 16));
  expect(all).toContain('recvfrom');
  expect(all).not.toContain('__recvfrom');
});

test('what a program is', () => {
  withFileSource(program, (source) => {
    const header = present(parseElfHeader(source), 'header');
    expect(header.identity).toMatchObject({ bits: 64, machine: machineX8664, littleEndian: true });
    expect(interpreterOf(source, header)).toBe('/lib64/ld-linux-x86-64.so.2');
    expect(isStatic(header)).toBe(false);
  });
});

test('a foreign architecture is told from what is no ELF file', () => {
  const foreign = Buffer.from(readFileSync(program).subarray(0, 64));
  foreign.writeUInt8(1, 4);
  foreign.writeUInt8(2, 5);
  foreign.writeUInt16BE(20, 18);
  expect(identifyElf(bufferSource(foreign))).toMatchObject({ bits: 32, machine: 20 });
  expect(parseElfHeader(bufferSource(foreign))).toBeUndefined();
  expect(identifyElf(bufferSource(Buffer.from('#!/bin/sh\necho hello there\n')))).toBeUndefined();
  expect(new ImageCache().open('/does/not/exist')).toBeUndefined();
});

test('without section headers the rows stay the same', () => {
  const bytes = readFileSync(program);
  const whole = readImage(bufferSource(bytes));
  const bare = Buffer.from(bytes);
  bare.fill(0, 40, 48);
  bare.fill(0, 58, 64);
  const stripped = readImage(bufferSource(bare));
  expect(stripped?.header.sections).toEqual([]);
  for (let pc = 0; pc < bytes.length; pc += 7) {
    expect(stripped?.callFrames?.rowAt(pc)).toEqual(whole?.callFrames?.rowAt(pc));
  }
});

test('without the search table a scan finds the same rows', () => {
  const bytes = readFileSync(program);
  const whole = readImage(bufferSource(bytes));
  const header = present(whole, 'image').header;
  const segments = Buffer.from(bytes);
  header.segments.forEach(({ type }, index) => {
    if (type === 0x6474e550) segments.writeUInt32LE(0, 64 + index * 56);
  });
  const scanned = readImage(bufferSource(segments));
  for (let pc = 0; pc < bytes.length; pc += 7) {
    expect(scanned?.callFrames?.rowAt(pc)).toEqual(whole?.callFrames?.rowAt(pc));
  }
});
