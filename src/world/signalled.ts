import { signalSets } from '../kernel/procfs.js';
import type { Thread } from '../tracer/tracee.js';

/** Whether a signal waits that the thread does not block. */
export function isSignalled(thread: Thread): boolean {
  const status = thread.files.status ?? '';
  const set = (name: string): bigint =>
    BigInt(`0x${new RegExp(`^${name}:\\t(\\S+)`, 'm').exec(status)?.[1] ?? '0'}`);
  return ((set('SigPnd') | set('ShdPnd')) & ~set('SigBlk')) !== 0n;
}

/** Whether a handler of the program runs when the thread gets this signal. */
export function willHandle(thread: Thread, signal: number): boolean {
  const caught = signalSets(thread.tid)?.caught ?? 0n;
  return ((caught >> BigInt(signal - 1)) & 1n) === 1n;
}
