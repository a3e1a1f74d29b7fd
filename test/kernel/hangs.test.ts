import { afterAll, describe, expect, test } from 'vitest';
import { timeModes } from '../../src/model/settings.js';
import { program, runOnce } from './explore-fixture.js';
import { Workbench } from './workbench.js';

const bench = new Workbench();
afterAll(() => bench[Symbol.dispose]());

const noProgressMs = 150;
/** Far longer than the time without progress that counts as a hang. */
const pendingMs = 700;

describe.each(timeModes)('a program that waits for ever in %s time', (time) => {
  test.each([
    ['recv', 'recvfrom'],
    ['poll', 'poll'],
    ['select', 'pselect6'],
    ['epoll', 'epoll_wait'],
    ['condition', 'futex'],
    ['thread', 'recvfrom'],
    ['refused', 'pause'],
    // Without a time it is cancelled.
    ['default-alarm', 'recvfrom'],
  ])('in %s is found soon', async (how, call) => {
    const argv = [await bench.compile('world/wait'), how];
    const { termination } = await runOnce(argv, { time, limits: { noProgressMs } });
    expect(termination.reason).toMatchObject({ kind: 'no-progress' });
    expect(termination.waiting.map((thread) => thread.call)).toEqual([call]);
    const functions = termination.waiting[0]?.stack.map((frame) => frame.function);
    expect(functions).toContain(how === 'thread' ? 'receive' : 'main');
    expect(termination.wallMs).toBeLessThan(noProgressMs + 3000);
  });
});

describe('a program that waits for a time is left alone', () => {
  test.each([
    ['poll', 'over\n'],
    ['select', 'over\n'],
    ['epoll', 'over\n'],
    ['condition', 'over\n'],
    ['sleep', 'over\n'],
    ['child', 'over\n'],
    ['handled-alarm', 'over\n'],
    ['posix-timer', 'over\n'],
    ['SO_RCVTIMEO', 'over\n'],
    // Its default action ends the program.
    ['default-alarm', ''],
  ])('in %s', async (how, output) => {
    const argv = [await bench.compile('world/wait'), how, String(pendingMs)];
    const { termination, stdout } = await runOnce(argv, { time: 'real', limits: { noProgressMs } });
    expect(termination.reason).toEqual({ kind: 'sut-ended' });
    expect(stdout).toBe(output);
    expect(termination.wallMs).toBeGreaterThan(pendingMs - 50);
  });
});

test('a peer that an alarm will end is left alone', async () => {
  const alarms = await bench.compile('rewind/alarms');
  const peers = [program('peer', [alarms, 'peer-sets-peer'])];
  const { termination, stdout } = await runOnce([alarms, 'peer-sets'], {
    peers,
    limits: { noProgressMs },
  });
  expect(termination.reason).toEqual({ kind: 'sut-ended' });
  expect(stdout).toBe('answer 1\n(end)\n');
});

test('a deadlock between program and peer is found', async () => {
  const server = await bench.compile('peers/server');
  const argv = [await bench.compile('world/wait'), 'recv'];
  const peers = [program('peer', [server, '6000', 'silent'])];
  const { termination } = await runOnce(argv, { peers, limits: { noProgressMs } });
  expect(termination.reason).toMatchObject({ kind: 'no-progress' });
});

describe('data that a timer of the kernel moves is waited for:', () => {
  test.each([
    // The timer takes 200 ms.
    ['corked', '10\n'],
    ['lost', '58000\n'],
    ['lost-closed', '58000\n'],
  ])('%s', async (how, output) => {
    const argv = [await bench.compile('world/lost'), how];
    const { termination, stdout } = await runOnce(argv, { limits: { noProgressMs: 50 } });
    expect(termination.reason).toEqual({ kind: 'sut-ended' });
    expect(stdout).toBe(output);
  });
});

describe('data that nobody makes room for does not hide a hang:', () => {
  test.each([
    ['both-write', ['write', 'write']],
    ['full', ['pause']],
    ['full-closed', ['pause']],
  ])('%s', async (how, calls) => {
    const argv = [await bench.compile('world/lost'), how];
    const { termination } = await runOnce(argv, { limits: { noProgressMs } });
    expect(termination.reason).toMatchObject({ kind: 'no-progress' });
    expect(termination.waiting.map((thread) => thread.call)).toEqual(calls);
    // Two timers of the kernel, the second twice as long, come before.
    expect(termination.wallMs).toBeLessThan(noProgressMs + 4000);
  });
});

describe('a limit ends the run:', () => {
  test('CPU time', async () => {
    const { termination } = await runOnce(['/bin/sh', '-c', 'while :; do :; done'], {
      limits: { cpuMs: 300 },
    });
    expect(termination.reason).toEqual({ kind: 'cpu-limit', limitMs: 300 });
    expect(termination.cpuMs).toBeGreaterThanOrEqual(300);
    expect(termination.waiting.map(({ call }) => call)).toEqual(['running']);
  });

  test('wall-clock time', async () => {
    const { termination } = await runOnce(['/bin/sleep', '100'], {
      time: 'real',
      limits: { wallMs: 300 },
    });
    expect(termination.reason).toEqual({ kind: 'wall-limit', limitMs: 300 });
    expect(termination.programs[0]).not.toHaveProperty('status');
  });

  test('output', async () => {
    const { termination } = await runOnce(['/bin/yes'], { limits: { outputBytes: 1 << 20 } });
    expect(termination.reason).toEqual({ kind: 'output-limit', limitBytes: 1 << 20 });
  });
});
