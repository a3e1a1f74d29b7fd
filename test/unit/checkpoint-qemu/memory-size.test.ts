import { expect, test } from 'vitest';
import { megabytesFor } from '../../../src/checkpoint/qemu/machine/memory-size.js';
import { refusalOf } from './refusal-of.js';

const megabyte = 2 ** 20;
const image = { contentBytes: 10 * megabyte };

test('what is wanted, or room for the files three times', () => {
  expect(megabytesFor(image)).toBe(128 + 30);
  expect(megabytesFor(image, 65 * megabyte)).toBe(65);
  expect(megabytesFor(image, 65 * megabyte + 1)).toBe(66);
});

test('too little to unpack the files is refused before anything boots', () => {
  const { message, hint } = refusalOf(() => megabytesFor(image, 64 * megabyte));
  expect(message).toMatch(/ with 64 MiB: its files take 10 MiB, twice at boot\.$/);
  expect(hint).toMatch(/leave out --guest-memory/);
});
