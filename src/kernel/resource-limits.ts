import { nr } from '../abi/syscalls.js';
import { addressOf, syscall5 } from './ffi.js';

const count = 16; // RLIMIT_NLIMITS
const bytes = 16;
const one = Buffer.alloc(bytes);

/** All limits of a process, soft and hard, as struct rlimit64 (prlimit(2)). */
export function resourceLimits(pid: number): Buffer | undefined {
  const limits = Buffer.alloc(count * bytes);
  const at = Number(addressOf(limits));
  for (let limit = 0; limit < count; limit++)
    if (syscall5(nr.prlimit64, pid, limit, 0, at + limit * bytes, 0) < 0) return undefined;
  return limits;
}

/** @returns whether all could be set: to raise a hard limit takes CAP_SYS_RESOURCE */
export function setResourceLimits(pid: number, then: Buffer, now: Buffer): boolean {
  for (let limit = 0; limit < count; limit++) {
    const wanted = then.subarray(limit * bytes, (limit + 1) * bytes);
    if (wanted.equals(now.subarray(limit * bytes, (limit + 1) * bytes))) continue;
    wanted.copy(one);
    if (syscall5(nr.prlimit64, pid, limit, Number(addressOf(one)), 0, 0) < 0) return false;
  }
  return true;
}
