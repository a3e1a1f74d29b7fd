import { nr } from '../abi/syscalls.js';
import { syscall5 } from './ffi.js';

const kcmpFile = 0; // KCMP_FILE

/** A descriptor of a process. */
export interface DescriptorOf {
  readonly pid: number;
  readonly fd: number;
}

/** What kcmp(2) says of two open file descriptions, as a comparison for sorting. */
const order = [0, -1, 1, NaN] as const;

/**
 * Compares the open file descriptions of two descriptors: 0 when they share one, otherwise an
 * order of the kernel's that holds as long as both are open; NaN when it cannot be told.
 */
export function compareFiles(a: DescriptorOf, b: DescriptorOf): number {
  return order[syscall5(nr.kcmp, a.pid, b.pid, kcmpFile, a.fd, b.fd)] ?? NaN;
}
