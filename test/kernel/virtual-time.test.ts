import { existsSync } from 'node:fs';
import { afterAll, describe, expect, test } from 'vitest';
import type { Settings } from '../../src/model/settings.js';
import { FixtureWorld, program, runOnce, type Finished } from './explore-fixture.js';
import { Workbench } from './workbench.js';

const bench = new Workbench();
afterAll(() => bench[Symbol.dispose]());

/** Far more than a run takes, and less than any of the times that pass in it. */
const soonMs = 8000;
const engines: readonly Settings['engine'][] = ['replay', 'rewind'];

function inTime(engine: Settings['engine'], ...argv: readonly string[]): Promise<Finished> {
  return runOnce(argv, { engine, time: 'virtual' });
}

function lines(text: string): readonly string[] {
  return text.split('\n').slice(0, -1);
}

const limits = [
  'nanosleep 0 1000',
  'clock_nanosleep 0 1000',
  'until monotonic 0 0',
  'until real 0 0',
  'poll 0 1000',
  'events 0',
  'ppoll 0 1000 left 0.0',
  'select 0 1000 left 0.0',
  'set 0',
  'pselect6 0 1000 left 0.0',
  'set 0',
  'epoll_wait 0 1000',
  'epoll_pwait 0 1000',
  'epoll_pwait2 0 1000',
  'futex -1ETIMEDOUT 1000',
  'futex until -1ETIMEDOUT 0',
  'futex until real -1ETIMEDOUT 0',
  'futex_waitv -1ETIMEDOUT 0',
  'passed -1ETIMEDOUT 1000',
  'no time -1ETIMEDOUT 1000',
  'rt_sigtimedwait -1EAGAIN 1000',
  'semtimedop -1EAGAIN 1000',
  'mq_timedreceive -1ETIMEDOUT 0',
  'mq_timedsend -1ETIMEDOUT 0',
  ...[5, 7, 5, 7, 11].map((seconds) => `limit ${String(seconds)}.0`),
  'recv -1EAGAIN 1000',
  'read -1EAGAIN 1000',
  'accept -1EAGAIN 1000',
  'recv some 3 1000',
  'send -1EAGAIN 1000',
];

const woken = [
  'poll byte 1 300',
  'ppoll byte 1 300 left 0.700',
  'select byte 1 300 left 0.700',
  'set 1',
  'epoll_wait byte 1 300',
  'poll signal -1EINTR 300',
  'ppoll signal -1EINTR 300 left 0.700',
  'select signal -1EINTR 300 left 0.700',
  'set 1',
  'epoll_wait signal -1EINTR 300',
  'futex word 0 300',
  'futex signal -1EINTR 300',
  'nanosleep signal -1EINTR 300 left 0.700',
  'clock_nanosleep signal 4 300 left 0.700',
  'nanosleep signal -1EINTR 300 left 0.700',
  'clock_nanosleep signal 4 300 left 0.700',
  'recv signal -1EINTR 300',
  'mq_timedreceive signal -1EINTR 300',
  'recv signal -1EINTR 300',
  'mq_timedreceive signal -1ETIMEDOUT 999',
];

describe.each(engines)('with the engine %s', (engine) => {
  test('every limit ends at its moment, and is not waited for', async () => {
    const { stdout, termination } = await inTime(engine, await bench.compile('time/limits'));
    expect(lines(stdout)).toEqual(limits);
    expect(termination.wallMs).toBeLessThan(soonMs);
  });

  test('a wait that an event or a signal ends has the rest left', async () => {
    const { stdout } = await inTime(engine, await bench.compile('time/woken'));
    expect(lines(stdout)).toEqual(woken);
  });

  test.each([
    ['backs-off', ['127']],
    ['agrees', ['0 1 1 0', '4000 1000', '0 0', 'EINVAL', 'EFAULT']],
    ['two', ['back 0 0']],
    ['spin', ['over']],
    ['yields', ['in time']],
    ['looks', ['in time']],
    ['asks', ['in time']],
    ['dozes', ['in time']],
    ['conditions', [1, 2, 3, 4, 5].map((seconds) => `${String(seconds)} ETIMEDOUT`)],
  ])('a program that lives by the clock: %s', async (how, sees) => {
    const { stdout, termination } = await inTime(engine, await bench.compile('time/clocks'), how);
    expect(lines(stdout)).toEqual(sees);
    expect(termination.wallMs).toBeLessThan(soonMs);
  });

  test('a program that only its timers wake comes to the limit', async () => {
    const { termination } = await inTime(engine, await bench.compile('time/clocks'), 'beats');
    expect(termination.reason).toEqual({ kind: 'virtual-limit', limitMs: 3_600_000 });
    expect(termination.waiting.map(({ call }) => call)).toEqual(['clock_nanosleep']);
  });

  test('a sleep in a script, and a date', async () => {
    const script = 'sleep 1000; date -u +%s';
    const { stdout } = await inTime(engine, '/bin/sh', '-c', script);
    expect(stdout).toBe(`${String(Date.UTC(2026, 0, 1) / 1000 + 1000)}\n`);
  });
});

test.each([
  ['that has no limit is given up', ['recv'], { kind: 'virtual-limit', limitMs: 200_000 }],
  ['that has one is not', ['SO_RCVTIMEO', '300000'], { kind: 'sut-ended' }],
])('beside a peer that looks around for ever, a wait %s', async (_, how, reason) => {
  const peers = [program('peer', [await bench.compile('time/clocks'), 'beats'])];
  const argv = [await bench.compile('world/wait'), ...how];
  const plan = { time: 'virtual', limits: { virtualMs: 1_200_000 }, peers } as const;
  const { termination } = await runOnce(argv, plan);
  expect(termination.reason).toEqual(reason);
});

const python = '/usr/bin/python3';

const script = `
import asyncio, threading, time
before = time.monotonic()
async def work(): await asyncio.wait_for(asyncio.sleep(1000), 50)
time.sleep(3)
try: asyncio.run(work())
except TimeoutError: pass
threading.Event().wait(7.5)
print(round(time.monotonic() - before, 2))
`;

test.skipIf(!existsSync(python))('python3 sleeps, awaits and waits', async () => {
  const { stdout, termination } = await inTime('replay', python, '-c', script);
  expect(stdout).toBe('60.5\n');
  expect(termination.wallMs).toBeLessThan(soonMs);
});

test('two runs of a path see the same clock', async () => {
  const argv = [await bench.compile('rewind/virtual-time'), 'after'];
  await using world = await FixtureWorld.open(argv, { time: 'virtual' });
  const [first, second] = [await world.run(), await world.run()];
  expect(first.stdout).toContain('1 at 100007000');
  expect(second.stdout).toBe(first.stdout);
});

test('a program runs as another user, and has the same clock', async () => {
  const built = await bench.compile('time/clocks');
  const sut = program('sut', [built, 'agrees'], { uid: 65534 });
  const { stdout } = await runOnce(sut, { time: 'virtual' });
  expect(lines(stdout)[1]).toBe('4000 1000');
});

test('a hang is told at once', async () => {
  const argv = [await bench.compile('world/wait'), 'recv'];
  const limits = { noProgressMs: 15_000 };
  const { termination } = await runOnce(argv, { time: 'virtual', limits });
  expect(termination.reason).toMatchObject({ kind: 'no-progress' });
  expect(termination.wallMs).toBeLessThan(soonMs);
});

test('a world without namespaces keeps its time, too', async () => {
  const argv = [await bench.compile('time/clocks'), 'backs-off'];
  const { stdout } = await runOnce(argv, { time: 'virtual', sealed: false });
  expect(stdout).toBe('127\n');
});
