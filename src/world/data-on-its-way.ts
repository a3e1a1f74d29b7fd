import { hasDataOfClosed } from '../kernel/closed-data.js';
import { Pidfd } from '../kernel/pidfd.js';
import { tcpSocketCount } from '../kernel/tcp-count.js';
import { tcpInfo, tcpState, triedEnough } from '../kernel/tcp-info.js';
import type { TracedProcess } from '../tracer/tracee.js';

/**
 * Whether data of TCP connections waits for a timer of the kernel: it moves without anybody's
 * help, unless the kernel has tried that in vain. Then nobody makes room for it.
 */
export function hasDataOnItsWay(processes: readonly TracedProcess[]): boolean {
  const [first] = processes;
  if (first === undefined) return false;
  const inodes = new Set<number>();
  const connected = new Set<number>();
  for (const process of processes)
    for (const [fd, inode] of socketsOf(process)) {
      const info = informationOf(process.pid, fd);
      if (info?.unsettled === true && info.attempts < triedEnough) return true;
      inodes.add(inode);
      if (info !== undefined && info.state !== tcpState.close) connected.add(inode);
    }
  // Where there are no others, none has been closed with data in it.
  if (inodes.size === 0 || tcpSocketCount(first.pid) === connected.size) return false;
  return hasDataOfClosed(first.pid, inodes);
}

/** Descriptors of sockets, and their inodes. */
function socketsOf(process: TracedProcess): readonly [number, number][] {
  const table = process.anyThread().files.descriptors;
  return (table?.numbers() ?? []).flatMap((fd): [number, number][] => {
    const inode = /^socket:\[(\d+)\]$/.exec(table?.target(fd) ?? '')?.[1];
    return inode === undefined ? [] : [[fd, Number(inode)]];
  });
}

function informationOf(pid: number, fd: number): ReturnType<typeof tcpInfo> {
  using pidfd = Pidfd.open(pid);
  const copy = pidfd?.take(fd);
  if (copy === undefined || typeof copy === 'string') return undefined;
  using owned = copy;
  return tcpInfo(owned.fd);
}
