import { mkdirSync, realpathSync, symlinkSync, truncateSync } from 'node:fs';
import { expect, test } from 'vitest';
import { imageFiles } from '../../../src/checkpoint/qemu/image/image-files.js';
import type { GuestEntry } from '../../../src/checkpoint/qemu/image/guest-entry.js';
import type { ProgramSettings } from '../../../src/model/settings.js';
import { programOf } from './image-samples.js';
import { Scratch } from './scratch.js';

/** Any library will do for what is preloaded. */
const library = '/lib64/ld-linux-x86-64.so.2';

function filesFor(
  more: Partial<ProgramSettings>,
  include: readonly string[] = [],
): ReadonlyMap<string, GuestEntry> {
  const { entries } = imageFiles([programOf('/bin/cat', more)], include, library);
  return new Map(entries.map((entry) => [entry.path, entry]));
}

test('programs lie at their real paths, and symbolic links lead there', () => {
  const files = filesFor({});
  expect(files.get(realpathSync('/bin/cat'))?.kind).toBe('file');
  expect(files.get(realpathSync(library))).toMatchObject({ kind: 'file', mode: 0o755 });
  expect(files.get('/chokepoint/init')).toMatchObject({ source: '/bin/true', mode: 0o755 });
  expect(files.get('/chokepoint/interpose.so')).toMatchObject({ source: library });
  expect(files.get('/dev/console')).toMatchObject({ kind: 'device', major: 5, minor: 1 });
  expect(files.get('/tmp')?.mode).toBe(0o1777);
  expect([...files.keys()].filter((path) => /^\/(proc|sys)\//.test(path))).toEqual([]);
});

test('every directory comes before what is in it, and none is a symbolic link', () => {
  const files = filesFor({});
  const before = new Set(['']);
  for (const { path, kind } of files.values()) {
    expect(before).toContain(path.slice(0, path.lastIndexOf('/')));
    if (kind === 'directory') before.add(path);
  }
});

test('what arguments and variables name', () => {
  using scratch = new Scratch();
  const data = scratch.write('other/data', 'x');
  const config = scratch.write('other/config', 'x');
  const environment = scratch.write('environment', 'x');
  const stdin = scratch.write('stdin', 'x', 0o600);
  const large = scratch.write('large', '');
  truncateSync(large, 65 * 2 ** 20);
  const argv = ['cat', 'data', `--config=${config}`, large];
  const files = filesFor({
    argv,
    env: { X: environment, Y: '' },
    stdin,
    cwd: scratch.path('other'),
  });
  for (const file of [data, config, environment, stdin]) expect(files.has(file)).toBe(true);
  expect(files.get(stdin)).toMatchObject({ mode: 0o600, uid: process.getuid?.() });
  expect(files.has(large)).toBe(false);
});

test('a small working directory as a whole, of a large one nothing', () => {
  using scratch = new Scratch();
  const inside = scratch.write('a/b/c', 'x');
  const journal = scratch.write('.chokepoint/journal', 'x');
  const files = filesFor({ cwd: scratch.directory });
  expect(files.has(inside)).toBe(true);
  expect(files.has(journal)).toBe(false);
  for (let index = 0; index < 200; index += 1) scratch.write(`many/${String(index)}`, '');
  const large = filesFor({ cwd: scratch.directory });
  expect(large.has(scratch.directory)).toBe(true);
  expect(large.has(inside)).toBe(false);
});

test('included directories with all in them, and what their links lead to', () => {
  using scratch = new Scratch();
  const target = scratch.write('elsewhere/target', 'x');
  const inside = scratch.write('tree/a/b', 'x');
  symlinkSync('../elsewhere', scratch.path('tree/link'));
  symlinkSync('loop', scratch.path('tree/loop'));
  symlinkSync('nowhere', scratch.path('tree/dangling'));
  mkdirSync(scratch.path('tree/empty'));
  const files = filesFor({}, [scratch.path('tree')]);
  for (const file of [target, inside]) expect(files.get(file)?.kind).toBe('file');
  expect(files.get(scratch.path('tree/link'))).toMatchObject({ target: '../elsewhere' });
  expect(files.get(scratch.path('tree/empty'))?.kind).toBe('directory');
});

test('an included path that is missing is named', () => {
  expect(() => filesFor({}, ['/nowhere/at/all'])).toThrow(/"\/nowhere\/at\/all"/);
});

test('static programs are named', () => {
  using scratch = new Scratch();
  const script = scratch.write('no-interpreter', 'echo', 0o755);
  expect(imageFiles([programOf(script)], [], library).staticPrograms).toEqual(['sut']);
});
