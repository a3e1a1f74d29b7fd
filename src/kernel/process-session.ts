import { nr } from '../abi/syscalls.js';
import { syscall } from './ffi.js';

/** The session of a process, by the id of its leader (getsid(2)); -1 when it is gone. */
export function processSession(pid: number): number {
  return syscall(nr.getsid, pid, 0, 0);
}
