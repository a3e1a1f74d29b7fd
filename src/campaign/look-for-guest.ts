import path from 'node:path';
import { cacheDirectory, makeCacheDirectory } from '../checkpoint/qemu/image/cache-directory.js';
import { findKernel } from '../checkpoint/qemu/image/find-kernel.js';
import { nativeLibrary } from '../checkpoint/qemu/image/native-library.js';
import { vmlinuxOf } from '../checkpoint/qemu/image/vmlinux.js';
import { findQemu } from '../checkpoint/qemu/machine/qemu-program.js';
import { OperatorError } from '../support/operator-error.js';
import type { Finding } from './finding.js';

/**
 * All that the engine `qemu` takes from this machine, as the first exploration would take it; short
 * of the boot, which takes seconds.
 */
export function lookForGuest(): Finding {
  const base = { what: 'a machine of its own (engine qemu)', needed: false };
  try {
    const { version } = findQemu();
    const cache = cacheDirectory();
    const kernel = findKernel(undefined, cache);
    makeCacheDirectory(cache);
    vmlinuxOf(kernel, cache);
    nativeLibrary(cache);
    const parts = [
      `QEMU ${version.replace(/ .*/, '')} without KVM`,
      path.basename(kernel),
      `cache ${cache}`,
    ];
    return { ...base, works: true, detail: parts.join(', ') };
  } catch (error) {
    if (!(error instanceof OperatorError)) throw error;
    return { ...base, works: false, detail: error.message, hint: error.hint };
  }
}
