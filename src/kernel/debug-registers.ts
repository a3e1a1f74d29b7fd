import { errno, ptraceNumber } from './ffi.js';
import { errnoName } from '../abi/errno.js';
import type { PtraceResult } from './ptrace.js';

const [peekUser, pokeUser] = [3, 6];
/** offsetof(struct user, u_debugreg) of x86-64. */
const debugAt = 848;
const statusNumber = 6;

/**
 * Write one of a stopped thread's debug registers. Only that thread has it: new ones have none.
 * @returns `refused` for what no program may watch: the kernel's own memory
 */
export function setDebugRegister(
  tid: number,
  number: number,
  value: number,
): PtraceResult | 'refused' {
  if (ptraceNumber(pokeUser, tid, debugAt + 8 * number, value) !== -1) return 'done';
  return errnoName(errno()) === 'ESRCH' ? 'died' : 'refused';
}

/** Which of the four have stopped the thread, as bits; they stay set until they are cleared. */
export function debugStatus(tid: number): number {
  const status = ptraceNumber(peekUser, tid, debugAt + 8 * statusNumber, 0);
  return status === -1 ? 0 : status & 0xf;
}

export function clearDebugStatus(tid: number): void {
  setDebugRegister(tid, statusNumber, 0);
}
