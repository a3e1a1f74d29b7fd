import { statSync } from 'node:fs';
import { nr } from '../../abi/syscalls.js';
import { fdTarget } from '../../kernel/procfs.js';
import type { Registers } from '../../tracer/registers.js';
import type { Thread } from '../../tracer/tracee.js';

/** /dev/random and /dev/urandom: major number 1, minor numbers 8 and 9 (random(4)). */
const devices: ReadonlySet<number> = new Set([0x108, 0x109]);
const name = /\/dev\/u?random$/;

/** Whether a call that is about to be made reads random bytes from a device. */
export function readsRandomDevice({ tid }: Thread, registers: Registers): boolean {
  if (registers.number('origRax') !== nr.read) return false;
  const fd = registers.int('rdi');
  // Reads of files are many, and are told by the name.
  if (!name.test(fdTarget(tid, fd) ?? '')) return false;
  const path = `/proc/${String(tid)}/fd/${String(fd)}`;
  return devices.has(statSync(path, { throwIfNoEntry: false })?.rdev ?? 0);
}
