import { createHash } from 'node:crypto';
import path from 'node:path';
import type { BootedGuest } from '../booted-guest.js';
import type { GuestImage } from '../image/build-image.js';
import { cacheDirectory } from '../image/cache-directory.js';
import { BootStore } from './boot-store.js';
import { bootMachine } from './boot-machine.js';
import { kernelCommandLine } from './kernel-command-line.js';
import { tracedMachine, type MachineShape } from './machine-arguments.js';
import { megabytesFor } from './memory-size.js';
import { findQemu } from './qemu-program.js';

type BootedImage = Pick<GuestImage, 'kernel' | 'initrd' | 'library' | 'contentBytes' | 'hash'>;

interface BootOptions {
  readonly memoryBytes?: number | undefined;
  readonly cache?: string;
  readonly commandLine?: string;
  readonly bootMs?: number;
}

const bootMs = 120_000;

/**
 * The machine with this image, after its boot, which happens once: then its state is in the cache.
 * @throws OperatorError when there is no QEMU, or when the machine does not come up
 */
export async function bootGuest(
  image: BootedImage,
  options: BootOptions = {},
): Promise<BootedGuest> {
  const { kernel, initrd, library } = image;
  const { file: qemu, version } = findQemu();
  const memoryMb = megabytesFor(image, options.memoryBytes);
  const commandLine = options.commandLine ?? kernelCommandLine;
  const shape = { qemu, kernel, initrd, commandLine, memoryMb };
  const directory = path.join(options.cache ?? cacheDirectory(), 'boots');
  const store = new BootStore(directory, keyOf(shape, image.hash, version));
  const limitMs = options.bootMs ?? bootMs;
  const boot =
    store.find() ?? (await store.keep(async (file) => bootMachine(shape, file, limitMs)));
  return { ...shape, ...boot, library };
}

/** All that has an influence on the state; where the files lie has none. */
function keyOf(shape: MachineShape, imageHash: string, version: string): string {
  const hardware = tracedMachine({ ...shape, qemu: '', kernel: '', initrd: '' });
  const facts = JSON.stringify([imageHash, version, hardware]);
  return createHash('sha256').update(facts).digest('hex').slice(0, 32);
}
