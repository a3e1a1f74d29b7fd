import { afterAll, describe, expect, test } from 'vitest';
import type { Settings } from '../../src/model/settings.js';
import { FixtureWorld, program, runOnce, type Finished } from './explore-fixture.js';
import { Workbench } from './workbench.js';

const bench = new Workbench();
afterAll(() => bench[Symbol.dispose]());

/** A server with two clients, one after the other. */
async function serve(how: string, stop: Settings['stop'], sealed = true): Promise<Finished> {
  const client = await bench.compile('peers/client');
  const drivers = ['one', 'two'].map((text) =>
    program('driver', [client, '5000', text], { name: text }),
  );
  const server = [await bench.compile('world/stopping'), '5000', how];
  return runOnce(server, { drivers, stop, sealed });
}

const terminate = { signal: 'SIGTERM', graceMs: 500 };

describe('a server', () => {
  test('serves its drivers and stops when asked to', async () => {
    const { termination, stdout, calls } = await serve('well', terminate);
    expect(termination.reason).toEqual({ kind: 'stopped' });
    const outputs = termination.programs.map((end) => [end.role, end.program, end.stdout]);
    expect(outputs).toEqual([
      ['sut', 'sut-world-stopping', 'stopped by TERM\n'],
      ['driver', 'one', 'one'],
      ['driver', 'two', 'two'],
    ]);
    expect(stdout).toBe('stopped by TERM\n');
    expect(calls.filter((call) => call === 'accept')).toHaveLength(3);
  });

  test('is asked with the signal of choice', async () => {
    const { termination, stdout } = await serve('well', { signal: 'SIGUSR1', graceMs: 500 });
    expect(termination.reason).toEqual({ kind: 'stopped' });
    expect(stdout).toBe('stopped by USR1\n');
  });

  test('that ignores the signal did not stop', async () => {
    const { termination } = await serve('deaf', terminate);
    expect(termination.reason).toEqual({ kind: 'did-not-stop', graceMs: 500 });
    expect(termination.waiting.map(({ call }) => call)).toEqual(['accept']);
  });

  test('that ends by itself ends the run', async () => {
    const { termination, exitCode } = await serve('quits', terminate);
    expect(termination.reason).toEqual({ kind: 'sut-ended' });
    expect(exitCode).toBe(3);
  });
});

describe('a probe', () => {
  async function probed(): Promise<FixtureWorld> {
    const client = [await bench.compile('peers/client'), '5000'];
    const server = [await bench.compile('world/stopping'), '5000', 'well'];
    const drivers = [program('driver', [...client, 'one'], { name: 'one' })];
    const probes = [program('probe', [...client, 'two'], { name: 'two' })];
    return FixtureWorld.open(server, { drivers, probes, stop: terminate });
  }

  test('is served by the same server, at whose calls nothing is chosen meanwhile', async () => {
    await using world = await probed();
    const { termination, calls } = await world.run();
    expect(termination.reason).toEqual({ kind: 'stopped' });
    const outputs = termination.programs.map((end) => [end.role, end.stdout]);
    expect(outputs).toEqual([
      ['sut', 'stopped by TERM\n'],
      ['driver', 'one'],
      ['probe', 'two'],
    ]);
    // It waited for the probe already when that began.
    expect(calls.filter((call) => call === 'accept')).toHaveLength(2);
  });

  test('is not met by what was chosen for a call in which the server waits', async () => {
    await using world = await probed();
    const { termination } = await world.run({ call: 'accept', nth: 2, outcome: 'dead' });
    expect(termination.programs.at(-1)).toMatchObject({ role: 'probe', stdout: 'two' });
  });
});
