import { column, tcpTable } from './proc-net.js';
import { triedEnough } from './tcp-info.js';

/**
 * Whether the kernel has data for one of these sockets from one whose program has closed it, and
 * will try to move it by itself: it has not tried in vain more than once.
 * @param tid a thread in the network of the sockets
 */
export function hasDataOfClosed(tid: number, inodes: ReadonlySet<number>): boolean {
  const lines = [...tcpTable(tid, false), ...tcpTable(tid, true)];
  const receivers = lines.filter((line) => inodes.has(Number(line[column.inode])));
  const wanted = new Set(receivers.map((line) => ports(line, column.remote, column.local)));
  return lines.some(
    (line) => willMove(line) && wanted.has(ports(line, column.local, column.remote)),
  );
}

/** The ends may be filed under different families: an address of IPv4 may be mapped to IPv6. */
function ports(line: readonly string[], ...ends: readonly (1 | 2)[]): string {
  return ends.map((end) => line[end]?.split(':')[1]).join(' ');
}

/** It tells of no backoff, but from one time to the next the kernel waits twice as long. */
function willMove(line: readonly string[]): boolean {
  const [unconfirmed = '0'] = line[column.queues]?.split(':') ?? [];
  if (line[column.inode] !== '0' || parseInt(unconfirmed, 16) === 0) return false;
  const ticks = parseInt(line[column.timer]?.split(':')[1] ?? '0', 16);
  const attempts = parseInt(line[column.attempts] ?? '0', 16);
  return attempts < triedEnough && ticks <= Number(line[column.timeout]) * triedEnough;
}
