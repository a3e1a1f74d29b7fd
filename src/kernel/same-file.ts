import { nr } from '../abi/syscalls.js';
import { syscall5 } from './ffi.js';

const compareFiles = 0; // KCMP_FILE

/** A descriptor of a process. */
export interface DescriptorOf {
  readonly pid: number;
  readonly fd: number;
}

/** Whether two descriptors share one open file description (kcmp(2)). */
export function isSameFile(a: DescriptorOf, b: DescriptorOf): boolean {
  return syscall5(nr.kcmp, a.pid, b.pid, compareFiles, a.fd, b.fd) === 0;
}
