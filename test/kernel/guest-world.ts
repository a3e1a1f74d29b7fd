import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type * as openWorlds from '../../src/campaign/open-worlds.js';
import { findKernel } from '../../src/checkpoint/qemu/image/find-kernel.js';
import type { GuestSettings, ProgramSettings, Settings } from '../../src/model/settings.js';
import { guestCache } from '../support/guest-cache.js';
import { buildIfStale } from './built-dist.js';
import { settingsFor } from './explore-fixture.js';

/** Machines that have booted, kept for as long as the tests of a file run. */
export class GuestWorlds implements Disposable {
  private readonly cache = mkdtempSync(join(tmpdir(), 'chokepoint-guests-'));
  private readonly before = process.env['XDG_CACHE_HOME'];

  constructor() {
    buildIfStale();
    process.env['XDG_CACHE_HOME'] = this.cache;
  }

  async open(
    sut: ProgramSettings,
    guest: Partial<GuestSettings> = {},
    plan: Partial<Omit<Settings, 'sut' | 'limits'>> = {},
  ): Promise<openWorlds.Worlds> {
    const kernel = findKernel(undefined, join(guestCache, 'chokepoint/qemu'));
    const settings = settingsFor(sut, { ...plan, engine: 'qemu' });
    const url = new URL('../../dist/campaign/open-worlds.js', import.meta.url).href;
    const { Worlds } = (await import(url)) as typeof openWorlds;
    return Worlds.open({ ...settings, guest: { ...settings.guest, kernel, ...guest } }, 1);
  }

  [Symbol.dispose](): void {
    if (this.before === undefined) delete process.env['XDG_CACHE_HOME'];
    else process.env['XDG_CACHE_HOME'] = this.before;
    rmSync(this.cache, { recursive: true });
  }
}
