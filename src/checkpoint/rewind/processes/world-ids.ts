import { readProc } from '../../../kernel/procfs.js';
import type { Thread, TracedProcess } from '../../../tracer/tracee.js';
import { refuse } from '../refusal.js';

const ids = new WeakMap<Thread, number>();

/**
 * The tid by which the world itself knows a thread: it lives in a pid namespace of its own. It
 * stays the same when the thread is made again, whatever it is called outside.
 */
export function tidInWorld(thread: Thread): number {
  const known = ids.get(thread);
  if (known !== undefined) return known;
  const tid = worldIdOf(thread.tid);
  ids.set(thread, tid);
  return tid;
}

/** By its outer id (proc_pid_status(5), NSpid). */
export function worldIdOf(pid: number): number {
  return lastNumber(`/proc/${String(pid)}/status`, /^NSpid:.*\t(\d+)$/m);
}

/** In whose eyes it is a child, by the outer id; 0 for nobody. */
export function parentOf(pid: number): number {
  return lastNumber(`/proc/${String(pid)}/status`, /^PPid:\t(\d+)$/m);
}

/** The outer ids of all children of a process, those that nobody has waited for included. */
export function childrenOf({ pid, threads }: TracedProcess): readonly number[] {
  return [...threads.keys()].flatMap((tid) => {
    const text = readProc(`/proc/${String(pid)}/task/${String(tid)}/children`);
    if (text === undefined) refuse('children that cannot be seen');
    return text
      .split(' ')
      .filter((word) => word !== '')
      .map(Number);
  });
}

function lastNumber(path: string, pattern: RegExp): number {
  const found = pattern.exec(readProc(path) ?? '')?.[1];
  if (found === undefined) refuse('a process that is gone');
  return Number(found);
}
