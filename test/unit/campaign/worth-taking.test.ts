import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { worthTaking } from '../../../src/campaign/worth-taking.js';

/** Not below /tmp: the guest has its own. */
const below = path.join(import.meta.dirname, '../../../node_modules');
let area = '';

beforeEach(() => {
  area = realpathSync(mkdtempSync(path.join(below, '.worth-taking-')));
  mkdirSync(path.join(area, 'directory'));
  for (const name of ['file', 'known', 'directory/inner']) writeFileSync(path.join(area, name), '');
  symlinkSync('known', path.join(area, 'link'));
});

afterEach(() => {
  rmSync(area, { recursive: true });
});

it('takes files and directories that are here and not in the guest, relative ones too', () => {
  const named = ['file', './directory', 'known', 'link', 'nowhere', path.join(area, 'file')];
  const inGuest = new Set([path.join(area, 'known')]);
  const taken = worthTaking(named, inGuest, [area]);
  expect(taken).toEqual([path.join(area, 'directory'), path.join(area, 'file')]);
});

it('leaves what a guest has of its own, and directories that are too large', () => {
  expect(worthTaking(['/proc/self/maps', '/dev/null', '/sys', '/usr'], new Set(), [])).toEqual([]);
});
