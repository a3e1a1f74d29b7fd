import { readProc } from './procfs.js';

/** The number that a thread has in its own pid namespace (NSpid of proc_pid_status(5)). */
export function innerId(tid: number): number {
  const numbers = /^NSpid:\s*(.*)$/m.exec(readProc(`/proc/${String(tid)}/status`) ?? '')?.[1];
  return Number(numbers?.trim().split(/\s+/).at(-1) ?? tid);
}

/** What a thread calls itself (PR_SET_NAME). */
export function threadName(tid: number): string {
  return readProc(`/proc/${String(tid)}/comm`)?.trimEnd() ?? '';
}
