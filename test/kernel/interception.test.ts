import { afterAll, describe, expect, test } from 'vitest';
import { program, runOnce } from './explore-fixture.js';
import { Workbench } from './workbench.js';

const bench = new Workbench();
afterAll(() => bench[Symbol.dispose]());

/** A listener, a client of it, and a second client, all in one program. */
const opening = ['socket', 'bind', 'listen', 'socket', 'connect', 'accept'];
const expectedCalls = [
  ...[...opening, 'socket', 'connect', 'accept4'],
  ...['send', 'recv', 'sendmsg', 'recvmsg', 'sendmmsg', 'recvmmsg'],
  ...['write', 'read', 'writev', 'readv', 'sendfile', 'splice'],
  ...['socket', 'bind', 'sendto', 'recvfrom', 'getsockopt(SO_ERROR)', 'shutdown'],
];

describe('choice points', () => {
  test.each([['dynamic'], ['static', '-static']])(
    'are all watched calls on sockets of a %s program',
    async (_, ...flags) => {
      const finished = await runOnce([await bench.compile('interception/calls', ...flags)]);
      expect(finished.calls).toEqual(expectedCalls);
      expect(finished.exitCode).toBe(0);
    },
  );

  test('carry socket, byte count and stack', async () => {
    const { points } = await runOnce([await bench.compile('interception/calls')]);
    const send = points.find(({ call }) => call === 'send');
    expect(send).toMatchObject({ bytes: 5, process: expect.any(Number) as number, thread: 1 });
    expect(send?.socket).toMatchObject({ family: 'inet', type: 'stream', peer: '127.0.0.1:5000' });
    expect(send?.socket.role).toBe('client:5000');
    expect(send?.stack.map((frame) => frame.function)).toContain('main');
    expect(send?.name).toMatch(/^send client:5000 @main>exchange>.* #1$/);
  });

  test('are none of files, pipes, terminals, netlink and unnamed pairs', async () => {
    const finished = await runOnce([await bench.compile('interception/no-network')]);
    expect(finished.sut).toMatchObject({ stdout: 'done\n', stderr: '' });
    expect(finished.calls).toEqual([]);
  });

  test.each([
    ['thread', 1, 2],
    ['fork', 2, 1],
    ['vfork', 2, 1],
    ['spawn', 2, 1],
    ['exec', 1, 1],
  ])('are found after %s', async (how, processes, threads) => {
    const launch = await bench.compile('interception/launch');
    const { calls, points, exitCode } = await runOnce([launch, how]);
    expect(calls).toEqual(['socket', 'socket']);
    expect(new Set(points.map(({ process }) => process)).size).toBe(processes);
    expect(Math.max(...points.map(({ thread }) => thread))).toBe(threads);
    expect(exitCode).toBe(0);
  });

  test('are found through a chain of shells', async () => {
    const launch = await bench.compile('interception/launch');
    const script = `/bin/sh -c "exec '${launch}'"; exec '${launch}'`;
    const { calls, exitCode } = await runOnce(['/bin/sh', '-c', script]);
    expect([calls, exitCode]).toEqual([['socket', 'socket'], 0]);
  });

  test('begin with the program and not with its libraries', async () => {
    const library = await bench.compile('interception/early-library', '-shared', '-fPIC');
    const early = await bench.compile('interception/early-program', library);
    const finished = await runOnce([early]);
    expect(finished.stdout).toBe('early\nmain\n');
    expect(finished.points.map(({ socket }) => socket.type)).toEqual(['stream']);
  });

  test('are none of the peers', async () => {
    const server = await bench.compile('peers/server');
    const client = await bench.compile('peers/client');
    const peers = [program('peer', [server, '5000', 'echo'])];
    const finished = await runOnce([client, '5000', 'hi'], { peers });
    expect(finished.stdout).toBe('hi');
    const reads = ['read', 'read', 'read'];
    expect(finished.calls).toEqual(['socket', 'connect', 'write', 'shutdown', ...reads]);
  });

  test('are not met again when a signal restarts the call', async () => {
    const finished = await runOnce([await bench.compile('interception/restart')]);
    expect(finished.stdout).toBe('1 -\n');
    expect(finished.sut.stderr).toBe('tick\ntick\n');
    expect(finished.calls).toEqual([...opening, 'recv', 'send']);
  });

  test('do not hide an interruption from the program', async () => {
    const finished = await runOnce([await bench.compile('interception/restart'), 'plain']);
    expect(finished.stdout).toBe('-1 EINTR\n');
    expect(finished.calls).toEqual([...opening, 'recv']);
  });
});

test('io_uring does not exist for the program and its peers', async () => {
  const uring = await bench.compile('interception/uring');
  const ready = { kind: 'line', pattern: 'io_uring' } as const;
  const peers = [program('peer', [uring, 'stay'], { ready })];
  const { termination } = await runOnce([uring], { peers });
  const outputs = termination.programs.map(({ stdout }) => stdout);
  expect(outputs).toEqual(['io_uring -1 ENOSYS\n', 'io_uring -1 ENOSYS\n']);
});
