import { nr } from '../abi/syscalls.js';
import { addressOf, syscall } from './ffi.js';

/** A thread's list of locks that the kernel marks when it ends (get_robust_list(2)). */
export interface RobustList {
  readonly head: number;
  readonly length: number;
}

const answer = Buffer.alloc(16);

export function robustList(tid: number): RobustList {
  const at = Number(addressOf(answer));
  answer.fill(0);
  syscall(nr.get_robust_list, tid, at, at + 8);
  return {
    head: Number(answer.readBigUInt64LE(0)),
    length: Number(answer.readBigUInt64LE(8)),
  };
}
