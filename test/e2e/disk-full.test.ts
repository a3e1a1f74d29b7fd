import { spawnSync } from 'node:child_process';
import { expect, it } from 'vitest';
import { commandFile, configOf } from './checkout.js';
import { Workspace } from './workspace.js';

const run = [process.execPath, commandFile];
const canMount = spawnSync('unshare', ['-Urm', 'mount', '-t', 'tmpfs', 'tmpfs', '/mnt']).status === 0;

it.each([
  { kib: 4, when: 'at its beginning' },
  { kib: 16, when: 'after some runs' },
])('a disk of $kib KiB is full: a message, exit code 2', async ({ kib }) => {
  using workspace = new Workspace();
  const mount = `mount -t tmpfs -o size=${kib}k tmpfs . && cd "$PWD" && exec "$@"`;
  const line = `unshare -Urm bash -c '${mount}' bash "$@"`;
  const words = ['explore', ...configOf('http-server/chokepoint')];
  const { code, out, err } = await workspace.shell(line, [...run, ...words]);
  expect(err).toMatch(/^chokepoint: Cannot use .*\/journal\.jsonl \(ENOSPC\)\.$/m);
  expect(err).toMatch(/^ {2}hint: The disk is full\. .*--resume/m);
  expect({ code, out }).toEqual({ code: 2, out: '' });
  await workspace.expectNothingLeft();
});
