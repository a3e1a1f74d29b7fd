import { spawnSync } from 'node:child_process';
import { expect, it } from 'vitest';
import { commandFile, configOf } from './checkout.js';
import { Workspace } from './workspace.js';

const mountTmpfs = ['-Urm', 'mount', '-t', 'tmpfs', 'tmpfs', '/mnt'];
const run = [process.execPath, commandFile];

it.for([4, 16])('a disk of %s KiB is full: a message, exit code 2', async (kib, context) => {
  const { status, stderr } = spawnSync('unshare', mountTmpfs);
  if (status !== 0) context.skip(`no small disk can be mounted: ${stderr.toString().trim()}`);
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
