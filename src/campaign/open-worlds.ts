import type { Settings } from '../model/settings.js';
import { RemoteWorld } from '../worker/remote-world.js';
import type { Travel } from '../model/world.js';
import { sumOfTravels } from './travel-text.js';
import { neededPaths } from './needed-paths.js';

/** Worlds that are given back together, whatever happens. */
export class Worlds implements AsyncDisposable {
  private constructor(readonly all: readonly [RemoteWorld, ...RemoteWorld[]]) {}

  static async open(settings: Settings, count: number): Promise<Worlds> {
    const needed = neededPaths(settings);
    const opened: RemoteWorld[] = [];
    try {
      const first = await RemoteWorld.open(settings, needed);
      opened.push(first);
      for (let i = 1; i < count; i++) opened.push(await RemoteWorld.open(settings, needed));
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
