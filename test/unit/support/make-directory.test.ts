import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { makeDirectory } from '../../../src/support/make-directory.js';

const root = mkdtempSync(join(tmpdir(), 'make-directory-'));
afterAll(() => rmSync(root, { recursive: true }));

it('makes what is missing, for the owner, and is content with what is there', () => {
  const directory = join(root, 'a/b/c');
  makeDirectory(directory);
  makeDirectory(directory);
  expect(statSync(join(root, 'a/b')).mode & 0o777).toBe(0o700);
});

it('says why there can be none, and does not try for ever', () => {
  expect(() => makeDirectory('/proc/none/below')).toThrow('ENOENT');
  writeFileSync(join(root, 'file'), '');
  expect(() => makeDirectory(join(root, 'file'))).toThrow('EEXIST');
  expect(() => makeDirectory(join(root, 'file/below'))).toThrow('ENOTDIR');
});
