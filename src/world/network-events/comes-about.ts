import { nr } from '../../abi/syscalls.js';
import { syscall } from '../../kernel/ffi.js';
import { hasPacketsInFlight } from '../../kernel/softnet.js';

const looksUntilArrived = 1000;

/**
 * What is sent over loopback has mostly arrived when the call returns, but not always.
 * @returns whether it came about
 */
export function comesAbout(hasArrived: () => boolean): boolean {
  for (let look = 0; look < looksUntilArrived; look++) {
    if (hasArrived() && !hasPacketsInFlight()) return true;
    syscall(nr.sched_yield, 0, 0, 0);
  }
  return hasArrived();
}
