import { nr } from '../abi/syscalls.js';
import { syscall5 } from './ffi.js';

const compareMemory = 1; // KCMP_VM

/** Whether two processes run in one memory (kcmp(2)). */
export function isSameMemory(a: number, b: number): boolean {
  return syscall5(nr.kcmp, a, b, compareMemory, 0, 0) === 0;
}
