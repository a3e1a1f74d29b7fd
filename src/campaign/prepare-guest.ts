import type { BootedGuest } from '../checkpoint/qemu/booted-guest.js';
import { buildImage, type GuestImage } from '../checkpoint/qemu/image/build-image.js';
import { findQemu } from '../checkpoint/qemu/machine/qemu-program.js';
import { bootGuest } from '../checkpoint/qemu/machine/boot-guest.js';
import type { Settings } from '../model/settings.js';
import { exitCode, OperatorError } from '../support/operator-error.js';
import { keptAnswer } from './kept-answer.js';
import { missingFiles } from './missing-files.js';

/** Inside, programs may look for what they did not look for outside; hardly ever twice. */
const roundsMax = 3;

interface PreparedGuest {
  readonly guest: BootedGuest;
  /** Files that the machine was given because the programs asked for them. */
  readonly added: readonly string[];
}

/**
 * The machine with the programs in it, booted. Nobody has to prepare it: the programs run once
 * without faults, here and then in there, and what they name and it lacks is added.
 * All of it comes from the cache where it can.
 */
export async function prepareGuest(settings: Settings): Promise<PreparedGuest> {
  const { sut, peers, drivers, probes, stop } = settings;
  // First of all: an image would be of no use without it.
  findQemu();
  const programs = [sut, peers, drivers, probes, stop];
  const bare = buildImage(settings);
  refuseStatic(settings, bare);
  const added = [
    ...(await keptAnswer([bare.hash, ...programs], async () =>
      missingFiles(settings, bare.files, undefined),
    )),
  ];
  for (let round = 1; ; round++) {
    const image = buildImage(settings, added);
    const guest = await bootGuest(image, { memoryBytes: settings.guest.memoryBytes });
    if (round === roundsMax) return { guest, added };
    const missing = await keptAnswer([image.hash, ...programs], async () =>
      missingFiles(settings, image.files, guest),
    );
    if (missing.length === 0) return { guest, added };
    added.push(...missing);
  }
}

function refuseStatic({ sut }: Settings, { staticPrograms }: GuestImage): void {
  if (!staticPrograms.includes(sut.name)) return;
  throw new OperatorError(
    `${sut.name} is statically linked: the engine qemu meets its calls in a preloaded library`,
    'use --engine rewind or replay, which meet the system calls themselves',
    exitCode.unsupported,
  );
}
