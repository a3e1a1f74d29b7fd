import type { Settings } from '../model/settings.js';
import { FileWorld } from '../worker/file-world.js';
import { RemoteWorld } from '../worker/remote-world.js';
import type { Travel, World } from '../model/world.js';
import { neededPaths } from './needed-paths.js';
import { prepareGuest } from './prepare-guest.js';
import { sumOfTravels } from './travel-text.js';

const namedMax = 5;

/** Worlds that are given back together, whatever happens. */
export class Worlds implements AsyncDisposable {
  private constructor(
    readonly all: readonly [World, ...World[]],
    /** What the user should know of them. */
    readonly notes: readonly string[],
  ) {}

  /** @param tellsFiles whether it is to be known which files their programs look for */
  static async open(settings: Settings, count: number, tellsFiles = false): Promise<Worlds> {
    const prepared = settings.engine === 'qemu' ? await prepareGuest(settings) : undefined;
    const guest = prepared?.guest;
    const needed = neededPaths(settings, guest);
    const open = async (): Promise<World> =>
      guest !== undefined && settings.guest.checkpoints === 'files'
        ? new FileWorld(settings, guest)
        : RemoteWorld.open(settings, needed, { guest, tellsFiles });
    const opened: World[] = [];
    try {
      const first = await open();
      opened.push(first);
      for (let i = 1; i < count; i++) opened.push(await open());
      return new Worlds([first, ...opened.slice(1)], notesOn(prepared?.added ?? []));
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

function notesOn(added: readonly string[]): readonly string[] {
  if (added.length === 0) return [];
  const named = added.slice(0, namedMax).join(', ');
  const more = added.length > namedMax ? `, and ${String(added.length - namedMax)} more` : '';
  return [`the machine was given what the programs looked for: ${named}${more}`];
}

async function disposeAll(worlds: readonly World[]): Promise<void> {
  await Promise.all(worlds.map(async (world) => world[Symbol.asyncDispose]()));
}
