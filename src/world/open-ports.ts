import { readdirSync } from 'node:fs';
import type { TracedProcess } from '../tracer/tracee.js';
import { socketFacts } from './socket-facts.js';

/**
 * Ports on which these processes listen or receive. Their descriptors are asked one by one:
 * /proc/net/tcp would walk the kernel's whole table of connections, which takes milliseconds.
 */
export function openPorts(processes: Iterable<TracedProcess>): ReadonlySet<number> {
  const ports = new Set<number>();
  for (const { pid } of processes)
    for (const fd of descriptors(pid)) {
      const port = openPort(pid, fd);
      if (port !== undefined) ports.add(port);
    }
  return ports;
}

/** A connected socket has a local port too, but waits for nobody new. */
function openPort(pid: number, fd: number): number | undefined {
  const facts = socketFacts(pid, fd);
  if (facts?.local === undefined || facts.family === 'unix') return undefined;
  const receives = facts.listening || (facts.type === 'dgram' && facts.peer === undefined);
  return receives ? Number(facts.local.slice(facts.local.lastIndexOf(':') + 1)) : undefined;
}

/** The numbers of a process's open descriptors; none when it is gone. */
export function descriptors(pid: number): readonly number[] {
  try {
    return readdirSync(`/proc/${String(pid)}/fd`).map(Number);
  } catch {
    return [];
  }
}
