import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { afterAll, describe, expect, test } from 'vitest';
import { descendantsOf } from '../support/process-tree.js';
import { FixtureWorld, program, runOnce } from './explore-fixture.js';
import { Workbench } from './workbench.js';

const bench = new Workbench();
afterAll(() => bench[Symbol.dispose]());

/** The host's network is shared: nobody else may use the port. */
async function freePort(): Promise<string> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return String(port);
}

function running(): readonly string[] {
  const commands = descendantsOf(process.pid).map(({ command }) => command);
  return commands.filter((command) => command.includes(bench.directory));
}

describe('without a seal', () => {
  test('a program and its peer run, with faults, again and again', async () => {
    const server = await bench.compile('peers/server');
    const client = await bench.compile('peers/client');
    const port = await freePort();
    const peers = [program('peer', [server, port, 'echo'])];
    {
      await using world = await FixtureWorld.open([client, port, 'hi'], { peers, sealed: false });
      expect(await world.run()).toMatchObject({ stdout: 'hi', exitCode: 0 });
      const refused = await world.run({ call: 'connect', outcome: 'ECONNREFUSED' });
      expect([refused.exitCode, refused.sut.stderr]).toEqual([9, 'connect: Connection refused\n']);
      expect(await world.run()).toMatchObject({ stdout: 'hi', exitCode: 0 });
    }
    expect(running()).toEqual([]);
  });

  test.each(['orphan', 'daemon'])('%s: nothing is left', async (how) => {
    const family = await bench.compile('world/family');
    const finished = await runOnce([family, how], { sealed: false });
    expect(finished.stdout).toBe('orphaned\n');
    expect(running()).toEqual([]);
  });

  test('a program sees the processes of the host', async () => {
    const sut = ['/bin/sh', '-c', `test -d /proc/${String(process.pid)} && echo seen`];
    expect((await runOnce(sut, { sealed: false })).stdout).toBe('seen\n');
    expect((await runOnce(sut)).stdout).toBe('');
  });
});
