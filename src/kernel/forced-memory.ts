import { closeSync, openSync, readSync } from 'node:fs';

/**
 * Copy memory of another process, also where it may not read itself: /proc/PID/mem overrules the
 * access of pages (FOLL_FORCE in the kernel), unlike process_vm_readv(2).
 * @returns how many bytes were there
 */
export function readForced(tid: number, address: number, into: Buffer): number {
  const fd = openSync(`/proc/${String(tid)}/mem`, 'r');
  try {
    return readSync(fd, into, 0, into.length, address);
  } catch {
    return 0;
  } finally {
    closeSync(fd);
  }
}
