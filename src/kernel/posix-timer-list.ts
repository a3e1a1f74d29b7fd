import { readProc } from './procfs.js';

/** A timer of timer_create(2), as the kernel lists it (proc_pid_timers(5)). */
export interface ListedTimer {
  readonly id: number;
  readonly clock: number;
  readonly signal: number;
  readonly value: bigint;
  readonly notify: 'signal' | 'none' | 'thread';
  /** The thread that is told, where it is one. */
  readonly tid?: number;
}

const shape =
  /ID: (\d+)\nsignal: (\d+)\/([0-9a-f]+)\nnotify: (\w+)\/(pid|tid)\.(\d+)\nClockID: (-?\d+)\n/g;

/** @returns undefined when the process is gone, or the kernel keeps no such list */
export function listTimers(pid: number): readonly ListedTimer[] | undefined {
  const text = readProc(`/proc/${String(pid)}/timers`);
  if (text === undefined) return undefined;
  return [...text.matchAll(shape)].map(([, id, signal, value, notify, whom, tid, clock]) => ({
    id: Number(id),
    clock: Number(clock),
    signal: Number(signal),
    value: BigInt(`0x${value ?? '0'}`),
    notify: notify as ListedTimer['notify'],
    ...(whom === 'tid' ? { tid: Number(tid) } : {}),
  }));
}
