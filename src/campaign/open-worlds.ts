import type { Settings } from '../model/settings.js';
import { RemoteWorld } from '../worker/remote-world.js';
import type { Travel } from '../model/world.js';
import { neededPaths } from './needed-paths.js';
import { prepareGuest } from './prepare-guest.js';
import { sumOfTravels } from './travel-text.js';

/** Worlds that are given back together, whatever happens. */
export class Worlds implements AsyncDisposable {
  private constructor(readonly all: readonly [RemoteWorld, ...RemoteWorld[]]) {}

  static async open(settings: Settings, count: number): Promise<Worlds> {
    const guest = settings.engine === 'qemu' ? await prepareGuest(settings) : undefined;
    const needed = neededPaths(settings, guest);
    const open = async (): Promise<RemoteWorld> => RemoteWorld.open(settings, needed, guest);
    const opened: RemoteWorld[] = [];
    try {
      const first = await open();
      opened.push(first);
      for (let i = 1; i < count; i++) opened.push(await open());
      return new Worlds([first, ...opened.slice(1)]);
    } catch (error) {
      await disposeAll(opened);
      throw error;
    }
  }

  async travel(): Promise<Travel> {
    return sumOfTravels(await Promise.all(this.all.map(async (world) => world.travel())));
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await disposeAll(this.all);
  }
}

async function disposeAll(worlds: readonly RemoteWorld[]): Promise<void> {
  await Promise.all(worlds.map(async (world) => world[Symbol.asyncDispose]()));
}
