import { createHash } from 'node:crypto';
import type { Settings } from '../../../model/settings.js';
import { cacheDirectory } from './cache-directory.js';
import { findKernel } from './find-kernel.js';
import { imageFiles } from './image-files.js';
import { initrdOf } from './initrd.js';
import { nativeLibrary } from './native-library.js';
import { vmlinuxOf } from './vmlinux.js';

export interface GuestImage {
  /** Files on the host: the kernel as ELF, the archive of all files, the preloaded library. */
  readonly kernel: string;
  readonly initrd: string;
  readonly library: string;
  /** Size of the archive. The guest needs twice as much memory while it unpacks it. */
  readonly contentBytes: number;
  /** Of the kernel and everything in the archive. */
  readonly hash: string;
  /** Paths in the guest. */
  readonly files: ReadonlySet<string>;
  /** Names of the programs that nothing can be preloaded into. */
  readonly staticPrograms: readonly string[];
}

/** @throws OperatorError for everything that is missing or cannot be used */
export function buildImage(
  settings: Pick<Settings, 'sut' | 'peers' | 'drivers' | 'probes' | 'guest'>,
  found: readonly string[] = [],
  cache = cacheDirectory(),
): GuestImage {
  const { sut, peers, drivers, probes, guest } = settings;
  const vmlinux = vmlinuxOf(findKernel(guest.kernel, cache), cache);
  const library = nativeLibrary(cache);
  const programs = [sut, ...peers, ...drivers, ...probes];
  const { entries, staticPrograms } = imageFiles(programs, guest.include, library, found);
  const initrd = initrdOf(entries, cache);
  return {
    kernel: vmlinux.file,
    initrd: initrd.file,
    library,
    contentBytes: initrd.bytes,
    hash: createHash('sha256').update(vmlinux.hash).update(initrd.hash).digest('hex'),
    files: new Set(entries.map(({ path }) => path)),
    staticPrograms,
  };
}
