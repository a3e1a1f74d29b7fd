import type { Thread } from '../tracer/tracee.js';

/** Whether a signal waits that the thread does not block. */
export function isSignalled(thread: Thread): boolean {
  const status = thread.files.status ?? '';
  const set = (name: string): bigint =>
    BigInt(`0x${new RegExp(`^${name}:\\t(\\S+)`, 'm').exec(status)?.[1] ?? '0'}`);
  return ((set('SigPnd') | set('ShdPnd')) & ~set('SigBlk')) !== 0n;
}
