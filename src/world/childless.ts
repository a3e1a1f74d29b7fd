import { nr } from '../abi/syscalls.js';
import { syscall } from '../kernel/ffi.js';
import { readProc } from '../kernel/procfs.js';

const looks = 1000;

/**
 * Waits until a process has no child any more. The tracer hears of a parent's end before the
 * kernel has let go of that one's dead children (release_task() at the end of exit_notify()), and
 * until then their numbers are taken.
 */
export function waitUntilChildless(pid: number): void {
  const path = `/proc/${String(pid)}/task/${String(pid)}/children`;
  for (let look = 0; look < looks && (readProc(path) ?? '') !== ''; look++)
    syscall(nr.sched_yield, 0, 0, 0);
}
