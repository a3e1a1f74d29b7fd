import { readdirSync, statSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { commandFile, example } from './checkout.js';
import { execute, type Ended } from './command.js';
import { Workspace } from './workspace.js';

const client = example('alphabet/bin/client-segv');
const peer = `${example('alphabet/bin/server')} 5000`;
const world = ['--peer', peer, '--', client, '127.0.0.1', '5000'];

const workspace = new Workspace();
const tokens = { crash: '', calm: '' };
afterAll(() => workspace[Symbol.dispose]());

beforeAll(async () => {
  const { report } = await workspace.explore(['--max-faults', '1', ...world]);
  tokens.crash = report.defects[0]?.token ?? '';
  tokens.calm = report.paths.find(({ faults }) => faults === 0)?.token ?? '';
});

async function replay(...words: readonly string[]): Promise<Ended> {
  return workspace.run(['replay', '--quiet', ...words, ...world]);
}

/** Nothing but what an exploration leaves, and these. */
function expectFiles(...names: readonly string[]): void {
  const left = readdirSync(workspace.directory).filter((name) => name.includes('core'));
  expect(left).toEqual(names);
}

describe('a replay that stops', () => {
  it('leaves a core file of where the defect shows', async () => {
    const { code, out, err } = await replay(tokens.crash, '--core', 'a.core');
    expect({ code, err }).toEqual({ code: 1, err: '' });
    expect(out).toMatch(/^stopped before SIGSEGV ends client-segv, process 2 \(pid \d+ here\)/m);
    expect(out).toContain(`gdb ${client} a.core\n`);
    expectFiles('a.core');
    expect(statSync(workspace.file('a.core')).mode & 0o777).toBe(0o600);
    const argv = ['eu-stack', '--core', 'a.core', '-e', client];
    const stack = await execute(argv, workspace.directory, process.env);
    expect(stack.out).toMatch(/^#0 .* main$/m);
    await workspace.expectNothingLeft();
  });

  it('does not overwrite a file', async () => {
    workspace.write('b.core', 'precious');
    const { code, out, err } = await replay(tokens.crash, '--core', 'b.core');
    expect(err).toMatch(/^chokepoint: ".*\/b\.core" exists already.*\n {2}hint: /);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(workspace.read('b.core')).toBe('precious');
  });

  it('stops before a choice point, and goes on to the verdict', async () => {
    const { code, out } = await replay(tokens.crash, '--stop-before', '2', '--core', 'c.core');
    expect(out).toMatch(/^stopped before choice point \w{8}: client-segv/m);
    expect(out).toContain('the program crashed with SIGSEGV');
    expect(code).toBe(1);
  });

  it.each([
    ['there is no such choice point', ['--stop-before', '99'], 'choice points: none is number 99'],
    ['the engine cannot', ['--engine', 'qemu'], 'qemu cannot stop a run'],
  ])('is refused where %s', async (_, words, message) => {
    const { code, err } = await replay(tokens.crash, ...words, '--core', 'd.core');
    expect(err).toContain(message);
    expect(err).toMatch(/\n {2}hint: \S/);
    expect(code).toBe(2);
    expectFiles('a.core', 'b.core', 'c.core');
  });

  it('needs a defect to stop at', async () => {
    const { code, err } = await replay(tokens.calm, '--core', 'd.core');
    expect(err).toContain('no defect shows on this path');
    expect(code).toBe(2);
  });

  it('tells of a full disk, and leaves nothing on it', async () => {
    const mount = 'mount -t tmpfs -o size=64k tmpfs . && cd "$PWD" && "$@"; ls';
    const words = ['replay', '--quiet', tokens.crash, '--core', 'e.core', ...world];
    const line = `unshare -Urm bash -c '${mount}' bash "$@"`;
    const { out, err } = await workspace.shell(line, [process.execPath, commandFile, ...words]);
    expect(err).toMatch(/the core file cannot be written: ENOSPC.*\n {2}hint: /);
    expect(out).toContain('crashed with SIGSEGV');
    expect(out).not.toContain('core');
  });
});

describe('a path that runs many times', () => {
  it('says how often it came to the same verdict', async () => {
    const { code, out } = await replay(tokens.crash, '--times', '3');
    expect(out).toContain('\n3 of 3 the same verdict\n');
    expect(code).toBe(1);
  });
});
