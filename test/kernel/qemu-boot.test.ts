import { statSync } from 'node:fs';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { bootGuest } from '../../src/checkpoint/qemu/machine/boot-guest.js';
import { kernelCommandLine } from '../../src/checkpoint/qemu/machine/kernel-command-line.js';
import { PlainMachine } from '../../src/checkpoint/qemu/machine/plain-machine.js';
import { saveState } from '../../src/checkpoint/qemu/machine/save-state.js';
import { describeGuest } from '../support/guest-cache.js';
import { GuestArea } from './guest-area.js';

/** The last option wins. */
const another = (program: string): string => `${kernelCommandLine} rdinit=${program}`;

describeGuest('a machine', () => {
  let area: GuestArea;

  beforeAll(() => {
    area = new GuestArea('/usr/bin/sleep');
  });

  afterAll(() => {
    area[Symbol.dispose]();
  });

  it('boots once, and goes on from the state that was saved', { timeout: 60_000 }, async () => {
    const { image, cache } = area;
    const guest = await bootGuest(image, { cache });
    expect(guest.channelPages).toHaveLength(48);
    const { ino } = statSync(guest.stateFile);
    expect(await bootGuest(image, { cache })).toEqual(guest);
    expect(statSync(guest.stateFile).ino).toBe(ino);
    await ringsAfterLoading(guest);
  });

  async function ringsAfterLoading(guest: Awaited<ReturnType<typeof bootGuest>>) {
    let rung: () => void = () => undefined;
    const ring = new Promise<void>((resolve) => {
      rung = resolve;
    });
    const { stateFile } = guest;
    await using machine = await PlainMachine.start(guest, { onBell: () => rung(), stateFile });
    await machine.await(ring, 20_000, 'no ring');
    expect(await machine.execute('query-status')).toMatchObject({ status: 'running' });
    const again = `${area.cache}/it's saved again`;
    expect(await saveState(machine, again)).toBe(statSync(again).size);
    await machine.execute('quit');
    const never = new Promise(() => undefined);
    await expect(machine.await(never, 20_000, 'late')).rejects.toThrow(/QEMU has ended: exit code/);
  }

  it('tells the panic of its kernel', async () => {
    const boot = bootGuest(area.image, { cache: area.cache, commandLine: another('/bin/none') });
    await expect(boot).rejects.toThrow(/has given up \(Kernel panic - not syncing: .*\n/);
  });

  it('is not waited for for ever', async () => {
    const slow = { memoryBytes: 2 ** 28, bootMs: 200 };
    const boot = bootGuest(area.image, { cache: area.cache, ...slow });
    await expect(boot).rejects.toThrow(/first process has not rung within 0.2 s/);
  });

  it('has too little memory', async () => {
    const boot = bootGuest(area.image, { cache: area.cache, memoryBytes: 64 * 2 ** 20 });
    await expect(boot).rejects.toMatchObject({
      hint: expect.stringContaining('--guest-memory') as string,
    });
  });
});
