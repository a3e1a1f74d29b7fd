import { expect, test } from 'vitest';
import { Registers } from '../../../src/tracer/registers.js';

test('numbers are exact up to 53 bits, signed or not', () => {
  const registers = new Registers().set('rdi', 0x7ffff7ffe123).set('rax', -104).set('rsi', -1);
  expect(registers.number('rdi')).toBe(0x7ffff7ffe123);
  expect(registers.signed('rax')).toBe(-104);
  expect(registers.word('rax')).toBe(0xffffffffffffff98n);
  expect(registers.int('rsi')).toBe(-1);
});

test('a descriptor is the low half alone', () => {
  expect(new Registers().set('rdi', 0xdead00000003n).int('rdi')).toBe(3);
});

test('a copy does not follow', () => {
  const one = new Registers().set('rdx', 10);
  const two = one.copy().set('rdx', 1);
  expect([one.number('rdx'), two.number('rdx')]).toEqual([10, 1]);
});
