import { copyFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Report } from '../../src/report/report-schema.js';
import { example } from './checkout.js';
import { Workspace } from './workspace.js';

const peer = ['--peer', `${example('alphabet/bin/server')} 5000`];
const world = [...peer, '--', './client', '127.0.0.1', '5000'];

/** Explore a copy of an alphabet client that can be changed. */
async function explored(workspace: Workspace): Promise<Report> {
  copyFileSync(example('alphabet/bin/client-segv'), workspace.file('client'));
  return (await workspace.explore(world)).report;
}

function defectToken({ defects }: Report): string {
  return defects[0]?.token ?? 'no defect';
}

describe('a token alone', () => {
  it('is enough where the exploration ran', async () => {
    using workspace = new Workspace();
    const token = defectToken(await explored(workspace));
    const bare = await workspace.run(['replay', token]);
    const whole = await workspace.run(['replay', token, ...world]);
    expect(bare.code).toBe(1);
    expect(bare.out).toContain('the program crashed with SIGSEGV');
    expect(steady(bare.out)).toBe(steady(whole.out));
  });

  it('is not enough elsewhere', async () => {
    using workspace = new Workspace();
    using elsewhere = new Workspace();
    const token = defectToken(await explored(workspace));
    const { code, err } = await elsewhere.run(['replay', token]);
    expect(code).toBe(2);
    expect(err).toMatch(/^chokepoint: there is no program to explore\n {2}hint: /);
  });

  it('belongs to the configuration of the directory, if there is one', async () => {
    using workspace = new Workspace();
    const token = defectToken(await explored(workspace));
    workspace.write('chokepoint.config.json', '{ "sut": "/bin/true" }');
    const { code, err } = await workspace.run(['replay', token]);
    expect(code).toBe(2);
    expect(err).toMatch(/^chokepoint: the token belongs to another configuration/);
  });
});

/** How long it took differs. */
function steady(text: string): string {
  return text.replaceAll(/\(\d+ ms\)/g, 'TIME');
}

describe('a token is refused', () => {
  it('when it was copied badly, or comes from elsewhere', async () => {
    using workspace = new Workspace();
    const token = defectToken(await explored(workspace));
    const foreign = ['--peer', 'cat', '--', './client', '127.0.0.1', '5000'];
    await refuses(workspace, 'nonsense', world, 'not a replay token: a token begins with "cp2:"');
    await refuses(workspace, token.slice(0, -1), world, 'not a replay token: the checksum');
    await refuses(workspace, token.replace('cp2', 'cp9'), world, 'a token of version 9');
    const old = 'cp1:7cceb057:578cb5b7:im3vh9g7=ECONNRESET:6fb6';
    await refuses(workspace, old, world, 'a token of version 1');
    const otherSeed = ['--seed', '1', ...world];
    await refuses(workspace, token, otherSeed, 'the token belongs to another configuration');
    await refuses(workspace, token, foreign, 'the token belongs to another configuration');
  });

  it('when the program was built anew since', async () => {
    using workspace = new Workspace();
    const token = defectToken(await explored(workspace));
    copyFileSync(example('alphabet/bin/client-ok'), workspace.file('client'));
    const changed = 'the program changed since the token was made';
    await refuses(workspace, token, world, changed);
    await refuses(workspace, token, [], changed);
    const resumed = await workspace.run(['explore', '--resume', ...world]);
    expect(resumed.code).toBe(2);
    expect(resumed.err).toMatch(/^chokepoint: The program changed since the exploration began/);
  });
});

async function refuses(
  workspace: Workspace,
  token: string,
  words: readonly string[],
  message: string,
): Promise<void> {
  const { code, out, err } = await workspace.run(['replay', token, ...words]);
  expect(err.startsWith(`chokepoint: ${message}`), err).toBe(true);
  expect(err).toMatch(/\n {2}hint: \S/);
  expect({ code, out }).toEqual({ code: 2, out: '' });
}
