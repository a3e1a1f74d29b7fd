import { afterAll, expect, test } from 'vitest';
import { program, runOnce } from './explore-fixture.js';
import { Workbench } from './workbench.js';

const bench = new Workbench();
afterAll(() => bench[Symbol.dispose]());

test.each([
  ['abort', 'SIGABRT'],
  ['segv', 'SIGSEGV'],
  ['pipe', 'SIGPIPE'],
])('%s is a crash with its stack', async (how, signal) => {
  const { termination, sut } = await runOnce([await bench.compile('interception/crash'), how]);
  expect(sut.status).toEqual({ kind: 'signaled', signal });
  expect(termination.reason).toEqual({ kind: 'sut-ended' });
  expect(termination.crashes).toHaveLength(1);
  expect(termination.crashes[0]).toMatchObject({ role: 'sut', signal });
  const functions = termination.crashes[0]?.stack.map((frame) => frame.function);
  expect(functions).toEqual(expect.arrayContaining(['broken', 'main']));
});

test('a crash of a child is one although the parent goes on', async () => {
  const crash = await bench.compile('interception/crash');
  const { termination, stdout, exitCode } = await runOnce([crash, 'child']);
  expect([stdout, exitCode]).toEqual(['child ended by 6\n', 0]);
  expect(termination.crashes).toMatchObject([{ role: 'sut', signal: 'SIGABRT' }]);
});

test.each([
  ['handled', 'recovered\n'],
  ['child-term', 'child ended by 15\n'],
])('%s is no crash', async (how, output) => {
  const crash = await bench.compile('interception/crash');
  const { termination, stdout, exitCode } = await runOnce([crash, how]);
  expect([stdout, exitCode]).toEqual([output, 0]);
  expect(termination.crashes).toEqual([]);
});

test('a crash of a peer is told apart', async () => {
  const server = await bench.compile('peers/server');
  const client = await bench.compile('peers/client');
  const peers = [program('peer', [server, '5000', 'abort'], { name: 'the peer' })];
  const { termination } = await runOnce([client, '5000', 'hi'], { peers });
  expect(termination.crashes).toMatchObject([
    { role: 'peer', program: 'the peer', signal: 'SIGABRT' },
  ]);
  expect(termination.programs[0]?.status).toEqual({ kind: 'signaled', signal: 'SIGABRT' });
});
