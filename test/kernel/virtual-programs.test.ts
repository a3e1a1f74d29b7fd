import { existsSync } from 'node:fs';
import { afterAll, describe, expect, test } from 'vitest';
import { FixtureWorld, runOnce } from './explore-fixture.js';
import { Workbench } from './workbench.js';

const bench = new Workbench();
const python = '/usr/bin/python3';
const timeoutEnded = 124;

/** It must not take as long as it says. */
const shortMs = 15_000;

afterAll(() => {
  bench[Symbol.dispose]();
});

describe.for(['rewind', 'replay'] as const)('in %s', (engine) => {
  test('the same moments, to the nanosecond', async () => {
    const built = await bench.compile('rewind/moments');
    await using world = await FixtureWorld.open([built], { engine, time: 'virtual' });
    const first = await world.run();
    expect(first.exitCode).toBe(0);
    expect(first.stdout).toMatch(/^begin 1767225600\.000\d{6}\ntimerfd 1767225601\.5/);
    expect((await world.run()).stdout).toBe(first.stdout);
    const other = engine === 'rewind' ? 'replay' : 'rewind';
    const there = await runOnce([built], { engine: other, time: 'virtual' });
    expect(there.stdout).toBe(first.stdout);
  });

  test('timeout(1) ends a program that sleeps for long', async () => {
    const began = performance.now();
    const argv = ['/usr/bin/timeout', '100', '/bin/sleep', '1000'];
    const finished = await runOnce(argv, { engine, time: 'virtual' });
    expect(finished.termination.reason.kind).toBe('sut-ended');
    expect(finished.exitCode).toBe(timeoutEnded);
    expect(performance.now() - began).toBeLessThan(shortMs);
  });

  test('Python is woken by an alarm', async (context) => {
    if (!existsSync(python)) context.skip('/usr/bin/python3 is not installed');
    const program = [
      'import signal, time, threading',
      'def ring(*_): raise TimeoutError',
      'signal.signal(signal.SIGALRM, ring)',
      'began = time.monotonic()',
      'threading.Timer(50, lambda: print("tick", flush=True)).start()',
      'signal.alarm(70)',
      'try: time.sleep(1000)',
      'except TimeoutError: print("after", round(time.monotonic() - began, 1))',
      'print(signal.setitimer(signal.ITIMER_REAL, 20, 5)[0])',
      'signal.signal(signal.SIGALRM, signal.SIG_DFL)',
      'print(signal.sigtimedwait([], 10), round(signal.getitimer(signal.ITIMER_REAL)[0]))',
    ].join('\n');
    const finished = await runOnce([python, '-c', program], { engine, time: 'virtual' });
    expect(finished.stdout).toBe('tick\nafter 70.0\n0.0\nNone 10\n');
    expect(finished.exitCode).toBe(0);
  });
});
