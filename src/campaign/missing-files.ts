import type { BootedGuest } from '../checkpoint/qemu/booted-guest.js';
import { ok } from '../model/outcome.js';
import type { Settings } from '../model/settings.js';
import { beginning } from '../model/world.js';
import { RemoteWorld } from '../worker/remote-world.js';
import { neededPaths } from './needed-paths.js';
import { worthTaking } from './worth-taking.js';

/**
 * What the programs name in a run without faults, and the guest would not have although this
 * machine does.
 * @param guest where they run; undefined: on this machine
 */
export async function missingFiles(
  settings: Settings,
  files: ReadonlySet<string>,
  guest: BootedGuest | undefined,
): Promise<readonly string[]> {
  const { sut, peers, drivers, probes } = settings;
  const directories = [sut, ...peers, ...drivers, ...probes].map(({ cwd }) => cwd);
  return worthTaking(await namedPaths(settings, guest), files, directories);
}

async function namedPaths(
  settings: Settings,
  guest: BootedGuest | undefined,
): Promise<readonly string[]> {
  const needed = neededPaths(settings, guest);
  const engine = guest === undefined ? 'replay' : 'qemu';
  const opening = { guest, records: true };
  await using world = await RemoteWorld.open({ ...settings, engine }, needed, opening);
  world.restore(beginning);
  for (;;) {
    const step = await world.runToChoice();
    if (step.kind !== 'choice') return step.termination.namedPaths ?? [];
    world.decide(ok);
  }
}
