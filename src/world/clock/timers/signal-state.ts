import { readProc } from '../../../kernel/procfs.js';
import { isIgnoredByDefault } from '../../../abi/signals.js';
import type { Thread, TracedProcess } from '../../../tracer/tracee.js';

/** Whether a signal waits to be taken: one for the process, or for one of its threads. */
export function isAtDoor(process: TracedProcess, signal: number, thread?: Thread): boolean {
  const text = statusOf(thread ?? process.anyThread());
  return holds(text, 'ShdPnd', signal) || holds(text, 'SigPnd', signal);
}

/**
 * Whether a signal would be taken note of. Of a process that is traced none is ignored before it
 * is delivered (sig_ignored() in the kernel): that would end calls which it should not.
 */
export function hearsOf(process: TracedProcess, signal: number, thread?: Thread): boolean {
  const text = statusOf(thread ?? process.anyThread());
  if (holds(text, 'SigBlk', signal) || holds(text, 'SigCgt', signal)) return true;
  return !holds(text, 'SigIgn', signal) && !isIgnoredByDefault(signal);
}

function statusOf({ tid }: Thread): string {
  return readProc(`/proc/${String(tid)}/status`) ?? '';
}

function holds(status: string, set: string, signal: number): boolean {
  const bits = new RegExp(`^${set}:\\s*(\\S+)`, 'm').exec(status)?.[1] ?? '0';
  return ((BigInt(`0x${bits}`) >> BigInt(signal - 1)) & 1n) === 1n;
}
