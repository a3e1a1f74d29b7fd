import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { OperatorError, exitCode } from '../../../support/operator-error.js';
import { payloadOf } from './bz-image.js';
import { cached } from './cache-directory.js';
import { decompress } from './decompress.js';
import { whyNotBootable } from './pvh-note.js';

interface Kernel {
  /** An ELF file that QEMU enters directly. */
  readonly file: string;
  readonly hash: string;
}

const elfMagic = '7f454c46';

/**
 * The kernel as an ELF file: taken out of a bzImage once, and kept in the cache.
 * @throws OperatorError when it is no kernel, or one that needs a BIOS
 */
export function vmlinuxOf(kernel: string, cache: string): Kernel {
  const image = readFileSync(kernel);
  const hash = createHash('sha256').update(image).digest('hex');
  if (image.toString('hex', 0, 4) === elfMagic) {
    requireBootable(image, kernel);
    return { file: kernel, hash };
  }
  const file = path.join(cache, `vmlinux-${hash.slice(0, 16)}`);
  cached(file, (temporary) => {
    writeFileSync(temporary, unpack(image, kernel));
  });
  return { file, hash };
}

function unpack(image: Buffer, kernel: string): Buffer {
  const payload = payloadOf(image);
  if (payload === undefined)
    throw unusable(kernel, 'it is neither a bzImage nor an ELF file, or its end is missing');
  const unpacked = decompress(payload, kernel);
  requireBootable(unpacked, kernel);
  return unpacked;
}

function requireBootable(bytes: Buffer, kernel: string): void {
  const reason = whyNotBootable(bytes);
  if (reason !== undefined) throw unusable(kernel, reason);
}

function unusable(kernel: string, reason: string): OperatorError {
  const message = `The guest cannot be booted with ${kernel}: ${reason}.`;
  return new OperatorError(
    message,
    'run npm run setup:qemu for one, or name another with --kernel',
    exitCode.unsupported,
  );
}
