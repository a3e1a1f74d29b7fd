import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildImage, type GuestImage } from '../../src/checkpoint/qemu/image/build-image.js';
import { findKernel } from '../../src/checkpoint/qemu/image/find-kernel.js';
import { settings } from '../search/terminations.js';
import { guestCache } from '../support/guest-cache.js';

/** A machine's image and a cache of its own, which goes with the scope. */
export class GuestArea implements Disposable {
  readonly cache = mkdtempSync(join(tmpdir(), 'chokepoint-guest-'));
  readonly image: GuestImage;

  constructor(file: string) {
    const sut = { ...settings.sut, file, argv: [file] };
    const kernel = findKernel(undefined, join(guestCache, 'chokepoint/qemu'));
    const guest = { ...settings.guest, kernel };
    this.image = buildImage({ ...settings, sut, guest }, [], this.cache);
  }

  [Symbol.dispose](): void {
    rmSync(this.cache, { recursive: true });
  }
}
