import { spawnSync } from 'node:child_process';
import { describe, expect, it, type TestContext } from 'vitest';
import { commandFile, configOf } from './checkout.js';
import type { Ended } from './command.js';
import { Workspace } from './workspace.js';

const run = [process.execPath, commandFile];
const noMore = 'echo 0 > /proc/sys/user/max_user_namespaces';

/** Run in a user namespace below which there may be no other (user_namespaces(7)). */
async function withoutNamespaces(workspace: Workspace, words: readonly string[]): Promise<Ended> {
  return workspace.shell(`unshare -Ur bash -c '${noMore} && exec "$@"' bash "$@"`, [
    ...run,
    ...words,
  ]);
}

function needs(context: TestContext, script: string): void {
  const { status, stderr } = spawnSync('unshare', ['-Urm', 'bash', '-c', script]);
  if (status !== 0) context.skip(`no user namespace to try it in: ${stderr.toString().trim()}`);
}

describe('where namespaces are forbidden', () => {
  it('ends with 77 and says which switch forbids them', async (context) => {
    needs(context, noMore);
    using workspace = new Workspace();
    const words = ['explore', ...configOf('alphabet/ok')];
    const { code, out, err } = await withoutNamespaces(workspace, words);
    expect(err).toMatch(/^chokepoint: no world can be made here: make namespaces .*\n {2}hint: /);
    expect(err).toContain('user.max_user_namespaces is 0');
    expect(err).toContain('`sysctl user.max_user_namespaces=10000`');
    expect(err).toContain('--unsealed');
    expect({ code, out }).toEqual({ code: 77, out: '' });
    await workspace.expectNothingLeft();
  });

  it('doctor says the same', async (context) => {
    needs(context, noMore);
    using workspace = new Workspace();
    const { code, out } = await withoutNamespaces(workspace, ['doctor']);
    expect(out).toMatch(/^no {2}sealed worlds: .*\n {4}hint: user\.max_user_namespaces is 0/m);
    expect(out).toMatch(/^ok {2}unsealed worlds \(--unsealed\): /m);
    expect(code).toBe(0);
  });

  it('explores with --unsealed, saying first and last what is not protected', async (context) => {
    needs(context, noMore);
    using workspace = new Workspace();
    const words = ['explore', '--unsealed', '--thorough', ...configOf('alphabet/segv')];
    const { code, out, err } = await withoutNamespaces(workspace, words);
    const warning = /^note: unsealed: the programs used? the real files, network and process ids/m;
    expect(err).toMatch(warning);
    expect(out).toMatch(warning);
    expect(out).toContain('1 defect in 6 paths');
    expect(code).toBe(1);
    await workspace.expectNothingLeft();
  });
});
