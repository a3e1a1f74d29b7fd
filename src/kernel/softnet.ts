import { ProcFile } from './procfs.js';

/** Position of softnet_backlog_len in a line; kernels before 5.10 have no such field. */
const backlogField = 11;

let queues: ProcFile | undefined;

/**
 * Whether packets of the loopback device wait to be delivered. Mostly a packet has arrived when
 * the call that sent it returns; but when something must be scheduled meanwhile, the kernel
 * leaves the rest to ksoftirqd, and nothing else shows that a packet is on its way.
 * The queues are those of the processors, one line each, and shared by all networks.
 */
export function hasPacketsInFlight(): boolean {
  queues ??= ProcFile.open('/proc/net/softnet_stat');
  const lines = (queues?.read() ?? '').split('\n');
  return lines.some((line) => parseInt(line.split(' ')[backlogField] ?? '0', 16) > 0);
}
