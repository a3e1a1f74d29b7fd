import { nr } from '../abi/syscalls.js';
import { syscall } from '../kernel/ffi.js';

const looks = 4;
const shortestMs = 0.05;
const longestMs = 2;

/**
 * How long to wait for the next event. Mostly one comes soon: at first the processor is only
 * offered to the others, and then longer and longer.
 */
export class Naps {
  private taken = 0;

  /** Something has happened. */
  reset(): void {
    this.taken = 0;
  }

  /** @returns the milliseconds to wait now */
  next(): number {
    this.taken += 1;
    if (this.taken <= looks) {
      syscall(nr.sched_yield, 0, 0, 0);
      return 0;
    }
    return Math.min(longestMs, shortestMs * 2 ** (this.taken - looks - 1));
  }
}
