import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildImage, type GuestImage } from '../../src/checkpoint/qemu/image/build-image.js';
import { cacheDirectory } from '../../src/checkpoint/qemu/image/cache-directory.js';
import { findKernel } from '../../src/checkpoint/qemu/image/find-kernel.js';
import { OperatorError } from '../../src/support/operator-error.js';
import { settings } from '../search/terminations.js';

function kernel(): string | undefined {
  try {
    return findKernel(undefined, cacheDirectory());
  } catch (error) {
    if (error instanceof OperatorError) return undefined;
    throw error;
  }
}

/** A machine's image and a cache of its own, which goes with the scope. */
export class GuestArea implements Disposable {
  static readonly isPossible = existsSync('/usr/bin/qemu-system-x86_64') && kernel() !== undefined;
  readonly cache = mkdtempSync(join(tmpdir(), 'chokepoint-guest-'));
  readonly image: GuestImage;

  constructor(file: string) {
    const sut = { ...settings.sut, file, argv: [file] };
    const guest = { ...settings.guest, kernel: kernel() ?? '' };
    this.image = buildImage({ ...settings, sut, guest }, [], this.cache);
  }

  [Symbol.dispose](): void {
    rmSync(this.cache, { recursive: true });
  }
}
