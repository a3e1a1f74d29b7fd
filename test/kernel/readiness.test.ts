import { writeFileSync } from 'node:fs';
import { afterAll, describe, expect, test } from 'vitest';
import type { Readiness } from '../../src/model/settings.js';
import { FixtureWorld, program, runOnce } from './explore-fixture.js';
import { Workbench } from './workbench.js';

const bench = new Workbench();
afterAll(() => bench[Symbol.dispose]());

describe('a peer is ready', () => {
  test.each<[string, Readiness]>([
    ['by itself', { kind: 'auto' }],
    ['when it listens on a port', { kind: 'port', port: 5000 }],
    ['when it printed a line', { kind: 'line', pattern: '^now$' }],
    ['after a delay', { kind: 'delay', delayMs: 1000 }],
  ])('%s', async (_, ready) => {
    const server = await bench.compile('peers/server');
    // It prints once the server listens, and not before.
    const wait = 'until grep -q ":1388 .* 0A" /proc/net/tcp; do sleep 0.02; done; echo now';
    const script = `'${server}' 5000 echo & sleep 0.2; ${wait}; wait`;
    const peers = [program('peer', ['/bin/sh', '-c', script], { ready })];
    const client = [await bench.compile('peers/client'), '5000', 'hi'];
    const { stdout, exitCode } = await runOnce(client, { peers });
    expect([stdout, exitCode]).toEqual(['hi', 0]);
  });
});

describe('a peer is refused', () => {
  test('that never becomes ready', async () => {
    const ready = { kind: 'port', port: 5000 } as const;
    const peers = [program('peer', ['/bin/sh', '-c', 'echo busy; exec sleep 100'], { ready })];
    const run = runOnce(['/bin/true'], { peers, limits: { readyMs: 300 } });
    await expect(run).rejects.toMatchObject({
      name: 'OperatorError',
      message: 'peer peer-sh was not ready after 300 ms\nits output:\n    busy',
      code: 2,
    });
  });

  test('that ends before', async () => {
    const ready = { kind: 'line', pattern: 'never' } as const;
    const peers = [program('peer', ['/bin/sh', '-c', 'echo no port >&2; exit 1'], { ready })];
    await expect(runOnce(['/bin/true'], { peers })).rejects.toMatchObject({
      name: 'OperatorError',
      message: 'peer peer-sh ended before it was ready\nits output:\n    no port',
    });
  });
});

describe('a program is refused', () => {
  test.each([
    ['that is missing', 'missing', 'ENOENT', undefined],
    ['that is not executable', 'plain', 'EACCES', 0o644],
    ['that is no program', 'garbage', 'ENOEXEC', 0o755],
  ])('%s, and the world goes on', async (_, name, errno, mode) => {
    if (mode !== undefined) writeFileSync(bench.path(name), 'no program', { mode });
    await using world = await FixtureWorld.open([bench.path(name)]);
    const refusal = {
      name: 'OperatorError',
      message: `sut-${name} could not be started: execve answered ${errno}`,
    };
    await expect(world.run()).rejects.toMatchObject(refusal);
    await expect(world.run()).rejects.toMatchObject(refusal);
  });

  test('whose directory is missing', async () => {
    const sut = program('sut', ['/bin/true'], { cwd: bench.path('nowhere') });
    await expect(runOnce(sut)).rejects.toMatchObject({
      message: 'sut-true could not be started: chdir answered ENOENT',
    });
  });
});
