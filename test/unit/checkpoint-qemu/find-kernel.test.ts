import { expect, test } from 'vitest';
import { findKernel } from '../../../src/checkpoint/qemu/image/find-kernel.js';
import { refusalOf } from './refusal-of.js';
import { Scratch } from './scratch.js';

test('the newest of the cache, by number and not by letter', () => {
  using scratch = new Scratch();
  scratch.write('kernel/vmlinuz-6.1.0-9-cloud-amd64', '');
  const newest = scratch.write('kernel/vmlinuz-6.1.0-56-cloud-amd64', '');
  scratch.write('boot/vmlinuz-6.9.0-1-cloud-amd64', '');
  expect(findKernel(undefined, scratch.directory, scratch.path('boot'))).toBe(newest);
});

test('of /boot a cloud kernel rather than a newer other one, and that rather than none', () => {
  using scratch = new Scratch();
  const other = scratch.write('boot/vmlinuz-7.0.0-1-amd64', '');
  expect(findKernel(undefined, scratch.directory, scratch.path('boot'))).toBe(other);
  const cloud = scratch.write('boot/vmlinuz-6.1.0-1-cloud-amd64', '');
  expect(findKernel(undefined, scratch.directory, scratch.path('boot'))).toBe(cloud);
});

test('the configured one before all others', () => {
  using scratch = new Scratch();
  scratch.write('kernel/vmlinuz-6.1.0-9-cloud-amd64', '');
  const own = scratch.write('own', '');
  expect(findKernel(own, scratch.directory)).toBe(own);
});

test('none, or not the configured one: an error that says what to do', () => {
  using scratch = new Scratch();
  const { directory } = scratch;
  const { code, hint } = refusalOf(() => findKernel(undefined, directory, directory));
  expect(code).toBe(77);
  expect(hint).toContain('setup:qemu');
  expect(() => findKernel(scratch.path('gone'), directory)).toThrow(/gone" does not exist/);
});
