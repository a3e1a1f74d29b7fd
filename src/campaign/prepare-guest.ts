import type { BootedGuest } from '../checkpoint/qemu/booted-guest.js';
import { buildImage } from '../checkpoint/qemu/image/build-image.js';
import { bootGuest } from '../checkpoint/qemu/machine/boot-guest.js';
import type { Settings } from '../model/settings.js';

/** The machine with the programs in it, booted; both come from the cache where they can. */
export async function prepareGuest(settings: Settings): Promise<BootedGuest> {
  const image = buildImage(settings);
  return bootGuest(image, { memoryBytes: settings.guest.memoryBytes });
}
