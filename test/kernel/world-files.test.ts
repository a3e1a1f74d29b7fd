import { accessSync, constants, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { afterAll, expect, test } from 'vitest';
import { FixtureWorld, program, runOnce } from './explore-fixture.js';
import { Workbench } from './workbench.js';

const bench = new Workbench();
afterAll(() => bench[Symbol.dispose]());

const isRoot = process.getuid?.() === 0;
const mark = `chokepoint-mark-${String(process.pid)}`;

/** Runs a shell script in the bench's directory, twice in one world. */
async function runTwice(script: string): Promise<readonly string[]> {
  const sut = program('sut', ['/bin/sh', '-c', script], { cwd: bench.directory });
  await using world = await FixtureWorld.open(sut);
  const outputs = [await world.run(), await world.run()];
  return outputs.map((run) => `${run.stdout}${run.sut.stderr}`);
}

const writable = ['/tmp', '/dev/shm', bench.directory];
/**
 * Where only root may write. In /var/tmp an overlay of an ordinary user answers EOVERFLOW: it would
 * have to copy up a directory whose owner its user namespace does not know.
 */
const rootOnly = ['/var/tmp', '/etc', '/var/lib', '/usr', '/opt', homedir(), '/', '/dev', '/mnt'];

test.each([...writable, ...(isRoot ? rootOnly : [])])(
  'a file written to %s stays in its run',
  async (directory) => {
    const file = `${directory}/${mark}`;
    const script = `test -e '${file}' && echo there; echo text > '${file}' && cat '${file}'`;
    expect(await runTwice(script)).toEqual(['text\n', 'text\n']);
    expect(existsSync(file)).toBe(false);
  },
);

test('what a run removes and renames is back in the next one and untouched outside', async () => {
  const folder = bench.path('folder');
  mkdirSync(folder);
  for (const name of ['removed', 'renamed', 'changed']) writeFileSync(`${folder}/${name}`, name);
  const script = [
    `cd '${folder}' && cat removed renamed changed && echo`,
    'rm removed && mv renamed other && echo more >> changed && cat other changed && ls',
  ].join('\n');
  const expected = 'removedrenamedchanged\nrenamedchangedmore\nchanged\nother\n';
  expect(await runTwice(script)).toEqual([expected, expected]);
  expect(readFileSync(`${folder}/changed`, 'utf8')).toBe('changed');
  expect(existsSync(`${folder}/removed`) && existsSync(`${folder}/renamed`)).toBe(true);
});

test('a run that removes the links of the root finds them again', async (context) => {
  if (!isRoot) context.skip('only root may');
  const script = '/usr/bin/rm /bin /dev/fd && echo gone';
  const sut = program('sut', ['/usr/bin/sh', '-c', script]);
  await using world = await FixtureWorld.open(sut);
  expect((await world.run()).stdout).toBe('gone\n');
  expect((await world.run()).stdout).toBe('gone\n');
});

test.each(['/proc/sys/kernel/core_pattern', '/proc/sysrq-trigger', '/sys'])(
  'the kernel is not configured through %s',
  async (path) => {
    const files = `$(find ${path} -type f -perm -200 | head -n 20)`;
    const script = `for file in ${files}; do if (: >> $file) 2>&-; then echo $file; fi; done`;
    const { stdout, exitCode } = await runOnce(['/bin/sh', '-c', script]);
    expect([stdout, exitCode]).toEqual(['', 0]);
  },
);

test('a program below /tmp is seen, and the rest of /tmp is not', async () => {
  writeFileSync(bench.path('hello'), '#!/bin/sh\nls /tmp\n', { mode: 0o755 });
  const { stdout } = await runOnce([bench.path('hello')]);
  const top = /^\/tmp\/([^/]+)/.exec(bench.directory)?.[1];
  expect(stdout).toBe(top === undefined ? '' : `${top}\n`);
});

function mayWrite(directory: string): boolean {
  try {
    accessSync(directory, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}

test('a program may write in the directories that it may write in outside', async () => {
  const directories = ['/', '/etc', '/usr', '/var', '/var/tmp', '/tmp', '/root', bench.directory];
  const script = `for d in ${directories.join(' ')}; do test -w $d && echo $d; done`;
  const { stdout } = await runOnce(['/bin/sh', '-c', script]);
  expect(stdout.trim().split('\n')).toEqual(directories.filter(mayWrite));
});

test.each(['with blanks', 'a,b:c', 'über "quotes"', 'back\\slash'])(
  'a program in a folder named %s runs, twice with the same files',
  async (name) => {
    const folder = bench.path(name);
    mkdirSync(folder);
    const script = '#!/bin/sh\nls; echo x > written; cat written\n';
    writeFileSync(`${folder}/the program`, script, { mode: 0o755 });
    await using world = await FixtureWorld.open([`${folder}/the program`]);
    for (const run of [await world.run(), await world.run()])
      expect(run.stdout).toBe('the program\nx\n');
  },
);
