import { readFileSync, readdirSync, utimesSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import {
  cacheDirectory,
  cached,
  makeCacheDirectory,
} from '../../../src/checkpoint/qemu/image/cache-directory.js';
import { GuestTree } from '../../../src/checkpoint/qemu/image/guest-tree.js';
import { initrdOf } from '../../../src/checkpoint/qemu/image/initrd.js';
import { refusalOf } from './refusal-of.js';
import { Scratch } from './scratch.js';

test('where XDG_CACHE_HOME says, unless that is relative', () => {
  expect(cacheDirectory({ XDG_CACHE_HOME: '/srv/cache' })).toBe('/srv/cache/chokepoint/qemu');
  expect(cacheDirectory({ XDG_CACHE_HOME: 'cache' })).toMatch(/^\/.*\/\.cache\/chokepoint\/qemu$/);
});

test('of two builders at once both succeed', () => {
  using scratch = new Scratch();
  const file = scratch.path('a/b/file');
  cached(file, (outer) => {
    cached(file, (inner) => writeFileSync(inner, 'whole'));
    expect(readFileSync(file, 'utf8')).toBe('whole');
    writeFileSync(outer, 'whole');
  });
  expect(readdirSync(path.dirname(file))).toEqual(['file']);
});

test('a full disk: an error, and nothing left', () => {
  using scratch = new Scratch();
  const fill = (temporary: string): void => {
    writeFileSync(temporary, 'begun');
    writeFileSync('/dev/full', 'x');
  };
  const refusal = refusalOf(() => cached(scratch.path('file'), fill));
  expect(refusal.message).toContain('the disk is full');
  expect(refusal.hint).toContain('XDG_CACHE_HOME');
  expect(readdirSync(scratch.directory)).toEqual([]);
});

test('a directory that cannot be made', () => {
  using scratch = new Scratch();
  const inTheWay = scratch.write('file', '');
  const write = (file: string): void => writeFileSync(file, '');
  for (const file of [`${inTheWay}/a/b`, '/proc/nowhere/a/b']) {
    expect(refusalOf(() => cached(file, write)).hint).toContain('XDG_CACHE_HOME');
  }
});

test('a directory for machines, where a file is in the way', () => {
  using scratch = new Scratch();
  makeCacheDirectory(scratch.path('cache/boots'));
  expect(readdirSync(scratch.path('cache'))).toEqual(['boots']);
  makeCacheDirectory(scratch.path('cache/boots'));
  const refusal = refusalOf(() => makeCacheDirectory(scratch.write('file', '')));
  expect(refusal.message).toMatch(/^Cannot write .*\/file: a file is in the way\.$/);
});

test('the same files are packed once; of old images the newest are kept', () => {
  using scratch = new Scratch();
  const [cache, images] = [scratch.path('cache'), scratch.path('cache/images')];
  const imageOf = (content: string): string => {
    const tree = new GuestTree();
    tree.add(scratch.write('content', content));
    return initrdOf(tree.entries(), cache).file;
  };
  const first = imageOf('0');
  expect(imageOf('0')).toBe(first);
  for (let index = 1; index < 8; index += 1) {
    const hours = Date.now() / 1000 - 3600 * (20 - index);
    utimesSync(imageOf(String(index)), hours, hours);
  }
  scratch.write('cache/images/left.part', '');
  utimesSync(path.join(images, 'left.part'), 0, 0);
  utimesSync(first, 0, 0);
  const last = imageOf('last');
  expect(readdirSync(images)).toHaveLength(4);
  expect(readdirSync(images)).toContain(path.basename(last));
});
