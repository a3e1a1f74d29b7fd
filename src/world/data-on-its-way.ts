import { hasDataOfClosed } from '../kernel/closed-data.js';
import { Pidfd } from '../kernel/pidfd.js';
import { tcpInfo, triedEnough } from '../kernel/tcp-info.js';
import type { TracedProcess } from '../tracer/tracee.js';

/**
 * Whether data of TCP connections waits for a timer of the kernel: it moves without anybody's
 * help, unless the kernel has tried that in vain. Then nobody makes room for it.
 */
export function hasDataOnItsWay(processes: readonly TracedProcess[]): boolean {
  const [first] = processes;
  if (first === undefined) return false;
  const inodes = new Set<number>();
  for (const process of processes)
    for (const [fd, inode] of socketsOf(process)) {
      if (willMove(process.pid, fd)) return true;
      inodes.add(inode);
    }
  return inodes.size > 0 && hasDataOfClosed(first.pid, inodes);
}

/** Descriptors of sockets, and their inodes. */
function socketsOf(process: TracedProcess): readonly [number, number][] {
  const table = process.anyThread().files.descriptors;
  return (table?.numbers() ?? []).flatMap((fd): [number, number][] => {
    const inode = /^socket:\[(\d+)\]$/.exec(table?.target(fd) ?? '')?.[1];
    return inode === undefined ? [] : [[fd, Number(inode)]];
  });
}

function willMove(pid: number, fd: number): boolean {
  using pidfd = Pidfd.open(pid);
  const copy = pidfd?.take(fd);
  if (copy === undefined || typeof copy === 'string') return false;
  using owned = copy;
  const info = tcpInfo(owned.fd);
  return info?.unsettled === true && info.attempts < triedEnough;
}
