import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import type { Socket } from 'node:net';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Child } from '../../src/checkpoint/qemu/machine/child.js';
import { MachineLog } from '../../src/checkpoint/qemu/machine/machine-log.js';
import { Qmp } from '../../src/checkpoint/qemu/machine/qmp.js';
import { QmpClosed, QmpError } from '../../src/checkpoint/qemu/machine/qmp-error.js';

const qemu = '/usr/bin/qemu-system-x86_64';
const control = ['-chardev', 'socket,id=c,fd=5', '-mon', 'chardev=c,mode=control'];
/** A machine without a processor. */
const argv = [qemu, '-nodefaults', '-display', 'none', '-machine', 'none', ...control];

let log: MachineLog;
let child: Child;
let connection: Socket;

describe.skipIf(!existsSync(qemu))('the control connection of QEMU', () => {
  beforeEach(() => {
    log = new MachineLog();
    child = Child.start(argv, log);
    [, connection] = child.lines;
  });

  afterEach(async () => {
    await child[Symbol.asyncDispose]();
    log[Symbol.dispose]();
  });

  it('answers each command, also many at once', async () => {
    using qmp = await Qmp.over(connection);
    const asked = ['query-status', 'query-version', 'query-name', 'query-status'];
    const answers = await Promise.all(asked.map((command) => qmp.execute(command)));
    const state = { running: true, singlestep: false, status: 'running' };
    expect(answers[0]).toMatchObject(state);
    expect(answers[1]).toHaveProperty('qemu');
    expect(answers.slice(2)).toEqual([{}, answers[0]]);
  });

  it('tells why it refuses a command', async () => {
    using qmp = await Qmp.over(connection);
    await expect(qmp.execute('fly')).rejects.toThrow(QmpError);
    await expect(qmp.execute('migrate', { uri: 'ftp:x' })).rejects.toThrow(
      /valid migration protocol|unknown migration/,
    );
  });

  it('brings events, and waits for them no longer than it is told', async () => {
    using qmp = await Qmp.over(connection);
    const stopped = qmp.waitFor('STOP', 10_000);
    await qmp.execute('stop');
    await stopped;
    await expect(qmp.waitFor('RESUME', 50)).rejects.toThrow('no event RESUME in 50 ms');
  });

  it('fails everything that is waited for when QEMU ends', async () => {
    using qmp = await Qmp.over(connection);
    const waiting = expect(qmp.waitFor('NEVER', 10_000)).rejects.toThrow(QmpClosed);
    await child[Symbol.asyncDispose]();
    await waiting;
    await expect(qmp.execute('query-status')).rejects.toThrow(QmpClosed);
  });
});

describe('a child', () => {
  it('dies with this process, even when that is killed', async () => {
    const script = join(import.meta.dirname, 'fixtures/qemu/start-child.ts');
    let pid = 0;
    const parent = spawn(process.execPath, ['--import', 'jiti/register', script]);
    try {
      const [line] = (await once(parent.stdout, 'data')) as [Buffer];
      pid = Number(line.toString());
      expect(isThere(pid)).toBe(true);
    } finally {
      parent.kill('SIGKILL');
    }
    await expect.poll(() => isThere(pid), { timeout: 5000 }).toBe(false);
  });
});

/** Neither gone nor waiting for somebody to notice its end. */
function isThere(pid: number): boolean {
  return existsSync(`/proc/${String(pid)}/exe`);
}
