import { readdirSync } from 'node:fs';
import { fdTarget, readProc } from '../../kernel/procfs.js';
import type { Footprint } from '../../model/footprint.js';
import type { TracedProcess } from '../../tracer/tracee.js';
import { descriptors } from '../open-ports.js';

/** What these processes hold; all of them wait. */
export function footprintOf(processes: readonly TracedProcess[]): Footprint {
  const pids = processes.map(({ pid }) => pid);
  const children = new Set([...pids, ...pids.flatMap(childrenOf)]);
  const sum = (measure: (pid: number) => number): number =>
    pids.reduce((total, pid) => total + measure(pid), 0);
  return { sockets: sum(socketsOf), processes: children.size, memoryBytes: sum(memoryOf) };
}

function socketsOf(pid: number): number {
  const targets = descriptors(pid).map((fd) => fdTarget(pid, fd));
  return targets.filter((target) => target?.startsWith('socket:') === true).length;
}

/** Those too that have ended and that it has not waited for. */
function childrenOf(pid: number): readonly number[] {
  const tasks = `/proc/${String(pid)}/task`;
  return entries(tasks).flatMap((tid) => {
    const text = readProc(`${tasks}/${tid}/children`) ?? '';
    return text.split(' ').filter(Boolean).map(Number);
  });
}

/** The counters in `status` lag behind; this one is counted when it is asked for. */
function memoryOf(pid: number): number {
  const text = readProc(`/proc/${String(pid)}/smaps_rollup`) ?? '';
  return 1024 * Number(/^Anonymous:\s+(\d+) kB$/m.exec(text)?.[1] ?? 0);
}

function entries(directory: string): readonly string[] {
  try {
    return readdirSync(directory);
  } catch {
    return [];
  }
}
