import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { commandFile, configOf, example, sameEpoch } from './checkout.js';
import { Workspace } from './workspace.js';

const segv = ['explore', '--thorough', ...configOf('alphabet/segv')];
const red = '\u001b[31m';
const headline = '1 defect in 6 paths';
const run = [process.execPath, commandFile];

describe('where the output goes', () => {
  it.each([
    { name: 'a reader that leaves early', line: '"$@" 2>err | head -n 1; exit "${PIPESTATUS[0]}"' },
    { name: 'the same for both streams', line: '"$@" 2>&1 | head -n 1; exit "${PIPESTATUS[0]}"' },
    { name: 'a reader that never reads', line: '"$@" 2>&1 | true; exit "${PIPESTATUS[0]}"' },
    { name: 'closed standard output', line: '"$@" >&-' },
    { name: 'closed standard error', line: '"$@" 2>&-' },
    { name: 'closed standard input', line: '"$@" <&-' },
  ])('$name: no stack trace, exit code 1', async ({ line }) => {
    using workspace = new Workspace();
    const { code, out, err } = await workspace.shell(line, [...run, ...segv]);
    expect(`${out}${err}`).not.toMatch(/EPIPE|EBADF|node:internal|bug in/);
    expect(code).toBe(1);
    await workspace.expectNothingLeft();
  });

  it('has no colours where there is no terminal', async () => {
    using workspace = new Workspace();
    const { code, out, err } = await workspace.run(segv);
    expect(code).toBe(1);
    expect(`${out}${err}`).not.toContain('\u001b');
    expect(err).toMatch(/^defect: the program crashed with SIGSEGV /);
  });

  it('has colours on a terminal, unless NO_COLOR says no', async (context) => {
    if (spawnSync('script', ['-V']).status !== 0) context.skip('script (util-linux) is missing');
    using workspace = new Workspace();
    const words = [...run, ...segv];
    const line = 'unset FORCE_COLOR; export TERM=xterm; script -qec "$*" /dev/null';
    const coloured = await workspace.shell(`unset NO_COLOR; ${line}`, words);
    expect(coloured.out).toContain(red);
    expect(coloured.out).toContain('\r\u001b[K');
    const plain = await workspace.shell(`export NO_COLOR=1; ${line}`, words);
    expect(plain.out).not.toContain(red);
    expect(plain.out).toContain(headline);
  });
});

describe('where it runs', () => {
  it('may be a directory with a space, with a configuration with a space', async () => {
    using workspace = new Workspace('a working place');
    mkdirSync(workspace.file('my bin'));
    for (const name of ['server', 'client-segv']) {
      copyFileSync(example(`alphabet/bin/${name}`), workspace.file(`my bin/${name}`));
    }
    workspace.write(
      'my config.ts',
      `import { defineConfig } from 'chokepoint';
       const sut = { command: ['./my bin/client-segv', '127.0.0.1', '5000'] };
       export default defineConfig({ sut, peers: [{ command: ['./my bin/server', '5000'] }] });`,
    );
    const { ended, report } = await workspace.explore(['--thorough', '-c', 'my config.ts']);
    expect(ended.out).toContain(headline);
    const { code, out } = await workspace.shell(report.defects[0]?.replay ?? 'false');
    expect(out).toContain('the program crashed with SIGSEGV');
    expect(code).toBe(1);
    await workspace.expectNothingLeft();
  });

  it('may be used by two explorations at once', async () => {
    using workspace = new Workspace();
    const both = await Promise.all([workspace.run(segv), workspace.run(segv)]);
    for (const { code, out } of both) {
      expect(out).toContain(headline);
      expect(code).toBe(1);
    }
    const resumed = await workspace.run([...segv, '--resume']);
    expect(resumed.out).toContain(headline);
    await workspace.expectNothingLeft();
  });

  it('may be two directories at once: nothing is shared, the port neither', async () => {
    using here = new Workspace();
    using there = new Workspace();
    const words = [...segv.slice(1), ...sameEpoch];
    const both = await Promise.all([here, there].map(async (one) => one.explore(words)));
    const [first, second] = both.map(({ report }) => report.paths.map(({ token }) => token).sort());
    expect(first).toEqual(second);
    await here.expectNothingLeft();
    await there.expectNothingLeft();
  });
});
