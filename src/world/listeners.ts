import { readProc } from '../kernel/procfs.js';

const listen = '0A'; // TCP_LISTEN
const unconnected = '07'; // TCP_CLOSE, which is what a bound UDP socket is in

/** Ports on which something in the network of this process listens or receives. */
export function openPorts(pid: number): ReadonlySet<number> {
  const ports = new Set<number>();
  for (const [table, state] of [
    ['tcp', listen],
    ['tcp6', listen],
    ['udp', unconnected],
    ['udp6', unconnected],
  ] as const)
    for (const port of portsIn(pid, table, state)) ports.add(port);
  return ports;
}

/** Lines of /proc/net/tcp: `0: 0100007F:1388 00000000:0000 0A …` (proc_net_tcp(5)). */
function portsIn(pid: number, table: string, wanted: string): readonly number[] {
  const text = readProc(`/proc/${String(pid)}/net/${table}`) ?? '';
  return [...text.matchAll(/^\s*\d+: [0-9A-F]+:([0-9A-F]{4}) [0-9A-F:]+ ([0-9A-F]{2})/gm)]
    .filter(([, , state]) => state === wanted)
    .map(([, port]) => parseInt(port ?? '0', 16));
}
