import { hostname, homedir } from 'node:os';
import { writeFileSync } from 'node:fs';
import { afterAll, expect, test } from 'vitest';
import { FixtureWorld, program, runOnce } from './explore-fixture.js';
import { Workbench } from './workbench.js';

const bench = new Workbench();
afterAll(() => bench[Symbol.dispose]());

const isRoot = process.getuid?.() === 0;
const shell = (script: string): readonly string[] => ['/bin/sh', '-c', script];

test('the network is loopback alone, of both versions', async () => {
  const { stdout } = await runOnce([await bench.compile('world/network')]);
  expect(stdout).toBe('lo\n127.0.0.1 ECONNREFUSED\n10.0.0.1 ENETUNREACH\n::1 connected\n');
});

test('what is sent arrives before the next call, however small it is', async () => {
  const { stdout } = await runOnce([await bench.compile('world/prompt')]);
  expect(stdout).toBe('prompt\nprompt\n');
});

test('processes are the own ones, with the same numbers in every run', async () => {
  const script = "sh -c 'echo $PPID $$ $0 /proc/[0-9]*'";
  await using world = await FixtureWorld.open(shell(script));
  const [first, second] = [await world.run(), await world.run()];
  expect(first.stdout).toMatch(/^2 3 sh \/proc\/1 \/proc\/2 \/proc\/3\n$/);
  expect(second.stdout).toBe(first.stdout);
});

test('host name and System V objects are the own ones of each run', async () => {
  await using world = await FixtureWorld.open([await bench.compile('world/leave-behind')]);
  const [first, second] = [await world.run(), await world.run()];
  expect(first.stdout).toBe(`host ${hostname()}\nshared memory new\nqueue new\n`);
  expect(second.stdout).toBe(first.stdout);
  expect(hostname()).not.toBe('changed');
});

test('signals are as a program expects them', async () => {
  const { stdout } = await runOnce(['/bin/cat', '/proc/self/status']);
  expect(stdout).toMatch(/^SigBlk:\t0{16}\nSigIgn:\t0{16}\nSigCgt:\t0{16}\n/m);
});

test('descriptors are the standard ones alone', async () => {
  const { stdout } = await runOnce(['/bin/ls', '/proc/self/fd']);
  expect(stdout.trim().split('\n')).toEqual(['0', '1', '2', '3']);
});

test('environment, directory and input are as configured', async () => {
  writeFileSync(bench.path('input'), 'from a file\n');
  const sut = program('sut', shell('echo "$GREETING"; pwd; cat; env | wc -l'), {
    env: { PATH: '/usr/bin:/bin', GREETING: 'two words\nand a line', EMPTY: '' },
    cwd: bench.directory,
    stdin: bench.path('input'),
  });
  const { stdout } = await runOnce(sut);
  expect(stdout).toBe(`two words\nand a line\n${bench.directory}\nfrom a file\n5\n`);
});

test('root can run a program as another user', async (context) => {
  if (!isRoot) context.skip('only root may');
  const script = 'id -u; id -g; id -G; touch /etc/mine 2>&1; ls -A /root 2>&1 | wc -l';
  const { stdout } = await runOnce(program('sut', shell(script), { uid: 1234, cwd: '/' }));
  expect(stdout).toMatch(/^1234\n1234\n1234\ntouch: .*Permission denied\n1\n$/);
});

test('the user is who runs the tool', async () => {
  const { stdout } = await runOnce(shell(`id -u; test -d ${homedir()}; id -g`));
  expect(stdout).toBe(`${String(process.getuid?.())}\n${String(process.getgid?.())}\n`);
});

test('arguments and environment may be 200 KB long', async () => {
  const word = 'x'.repeat(100_000);
  const env = { PATH: '/usr/bin:/bin', LONG: word, LONGER: word };
  const sut = program('sut', [...shell('echo ${#1} ${#2} ${#LONGER}'), 'sh', word, word], { env });
  expect((await runOnce(sut)).stdout).toBe('100000 100000 100000\n');
});

test('the last part of a large output is kept', async () => {
  const finished = await runOnce(shell('seq 1 1000000; echo end >&2'));
  expect(finished.stdout.endsWith('\n999999\n1000000\n')).toBe(true);
  expect(finished.sut.stderr).toBe('end\n');
  expect(finished.exitCode).toBe(0);
});
