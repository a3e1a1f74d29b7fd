import { spawnSync } from 'node:child_process';
import {
  lstatSync,
  mkdirSync,
  readFileSync,
  readlinkSync,
  symlinkSync,
  truncateSync,
} from 'node:fs';
import { expect, test } from 'vitest';
import { writeCpio } from '../../../src/checkpoint/qemu/image/cpio.js';
import { initrdOf } from '../../../src/checkpoint/qemu/image/initrd.js';
import { GuestTree } from '../../../src/checkpoint/qemu/image/guest-tree.js';
import { refusalOf } from './refusal-of.js';
import { Scratch } from './scratch.js';

test('another program unpacks what was packed', (context) => {
  using scratch = new Scratch();
  const tree = new GuestTree();
  const contents = ['', 'a', 'ab', 'abc', 'x'.repeat(3 * 2 ** 20 + 1)];
  const files = contents.map((text, index) => scratch.write(`in/${'n'.repeat(index + 1)}`, text));
  const umlaut = scratch.write('in/größe', 'ä', 0o640);
  symlinkSync('größe', scratch.path('in/link'));
  for (const file of [...files, umlaut, scratch.path('in/link')]) tree.add(file);
  const chunks: Buffer[] = [];
  writeCpio(tree.entries(), (bytes) => chunks.push(Buffer.from(bytes)));
  const out = scratch.path('out');
  mkdirSync(out);
  const options = { cwd: out, input: Buffer.concat(chunks) };
  const { error, status } = spawnSync('busybox', ['cpio', '-idm'], options);
  if (error !== undefined) context.skip('busybox is not installed');
  expect(status).toBe(0);
  for (const file of [...files, umlaut]) {
    expect(readFileSync(out + file).equals(readFileSync(file))).toBe(true);
    expect(lstatSync(out + file).mode).toBe(lstatSync(file).mode);
  }
  expect(readlinkSync(`${out}${scratch.path('in/link')}`)).toBe('größe');
});

test('more than a guest can hold is refused, with the largest file', () => {
  using scratch = new Scratch();
  const tree = new GuestTree();
  const large = scratch.write('large', '');
  truncateSync(large, 5 * 2 ** 30);
  tree.add(large);
  const { hint } = refusalOf(() => initrdOf(tree.entries(), scratch.path('cache')));
  expect(hint).toContain(`${large} (5120 MiB)`);
});

test('a file that has gone is named', () => {
  using scratch = new Scratch();
  const gone = { kind: 'file', path: '/gone', source: scratch.path('gone') } as const;
  const write = (): void => writeCpio([{ ...gone, mode: 0o644, uid: 0, gid: 0 }], () => undefined);
  expect(write).toThrow(/Cannot take ".*gone"/);
});
