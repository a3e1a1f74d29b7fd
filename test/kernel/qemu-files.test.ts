import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, readlinkSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type * as openWorlds from '../../src/campaign/open-worlds.js';
import { findKernel } from '../../src/checkpoint/qemu/image/find-kernel.js';
import type { GuestSettings } from '../../src/model/settings.js';
import { beginning } from '../../src/model/world.js';
import { describeGuest, guestCache } from '../support/guest-cache.js';
import { buildIfStale } from './built-dist.js';
import { exploreByHand } from './explore-by-hand.js';
import { program, settingsFor } from './explore-fixture.js';
import { Workbench } from './workbench.js';

const before = { TMPDIR: process.env['TMPDIR'], XDG_CACHE_HOME: process.env['XDG_CACHE_HOME'] };
/** It leaves the connection as it was, so that a second one can happen. */
const faults = ['send', 'sendmsg'].map((call) => ({ call, outcomes: ['ENOBUFS'] }));
const paths = 1 + 4 + 6;

describeGuest('a file per checkpoint', () => {
  const bench = new Workbench();
  const area = mkdtempSync(join(tmpdir(), 'chokepoint-files-'));
  let inPlace: Record<string, string>;

  beforeAll(async () => {
    buildIfStale();
    process.env['XDG_CACHE_HOME'] = join(area, 'cache');
    await using worlds = await open({ checkpoints: 'in-place' });
    inPlace = await exploreByHand(worlds.all[0], 2);
    process.env['TMPDIR'] = mkdtempSync(join(area, 'tmp-'));
  }, 120_000);

  afterAll(() => {
    Object.assign(process.env, before);
    if (before.TMPDIR === undefined) delete process.env['TMPDIR'];
    bench[Symbol.dispose]();
    rmSync(area, { recursive: true });
  });

  async function open(guest: Partial<GuestSettings>): Promise<openWorlds.Worlds> {
    const sut = program('sut', [await bench.compile('outcomes/broken-pipe'), 'handled']);
    const kernel = findKernel(undefined, join(guestCache, 'chokepoint/qemu'));
    const settings = settingsFor(sut, {
      engine: 'qemu',
      faults: { presets: ['all'], rules: faults, bare: false, persistence: 'once' },
    });
    const url = new URL('../../dist/campaign/open-worlds.js', import.meta.url).href;
    const { Worlds } = (await import(url)) as typeof openWorlds;
    return Worlds.open({ ...settings, guest: { ...settings.guest, kernel, ...guest } }, 1);
  }

  it('leads to the same tree as in place, and leaves nothing', async () => {
    {
      await using worlds = await open({ checkpoints: 'files' });
      const tree = await exploreByHand(worlds.all[0], 2);
      expect(Object.keys(tree)).toHaveLength(paths);
      expect(tree).toEqual(inPlace);
      const travel = await worlds.travel();
      expect(travel).toMatchObject({ rewound: paths - 1, reexecuted: 1, refusals: {} });
      expect(travel.checkpointBytes).toBeGreaterThan(2 ** 24);
      expect(namedFiles(), 'after kill -9, too, nothing must be left').toEqual([]);
    }
    expect([openFiles(), children()]).toEqual([[], '']);
  });

  it.each([2 ** 27, 1])('executes again what %i bytes have no room for', async (diskBytes) => {
    await using worlds = await open({ checkpoints: 'files', diskBytes });
    expect(await exploreByHand(worlds.all[0], 1)).toEqual(withOneFault(inPlace));
    const { rewound, reexecuted, refusals } = await worlds.travel();
    expect(rewound + reexecuted).toBe(5);
    expect(rewound > 0).toBe(diskBytes > 1);
    expect(refusals['a checkpoint beyond the room for checkpoint files']).toBeGreaterThan(1);
  });

  it('says what to do when a file cannot be written', async () => {
    limitFiles('1000000');
    try {
      await using worlds = await open({ checkpoints: 'files' });
      const [world] = worlds.all;
      world.restore(beginning);
      await world.runToChoice();
      world.checkpoint();
      await expect(world.runToChoice()).rejects.toMatchObject({
        message: expect.stringContaining('Cannot write a checkpoint in ') as string,
        hint: expect.stringContaining('--checkpoint-disk') as string,
      });
    } finally {
      limitFiles('unlimited');
    }
    expect([namedFiles(), openFiles(), children()]).toEqual([[], [], '']);
  });

  it('tells that the machine has ended', async () => {
    await using worlds = await open({ checkpoints: 'files' });
    const [world] = worlds.all;
    world.restore(beginning);
    await world.runToChoice();
    process.kill(Number(children()), 'SIGKILL');
    // A process that is killed may run on for a moment.
    await expect.poll(children, { interval: 5 }).toBe('');
    await expect(world.runToChoice()).rejects.toThrow(
      'the machine has failed: QEMU has ended: killed by SIGKILL',
    );
  });
});

function withOneFault(tree: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(tree).filter(([path]) => path.split(' ').length < 3));
}

function namedFiles(): readonly string[] {
  return readdirSync(tmpdir());
}

/** Those without a name. */
function openFiles(): readonly string[] {
  const links = readdirSync('/proc/self/fd').flatMap((fd) => {
    try {
      return [readlinkSync(`/proc/self/fd/${fd}`)];
    } catch {
      return [];
    }
  });
  return links.filter((link) => link.includes('/chokepoint-') && link.endsWith('(deleted)'));
}

function children(): string {
  return readFileSync(`/proc/self/task/${String(process.pid)}/children`, 'utf8').trim();
}

/** The programs that this one starts have the limit, too. */
function limitFiles(bytes: string): void {
  execFileSync('prlimit', ['--pid', String(process.pid), `--fsize=${bytes}:`]);
}
