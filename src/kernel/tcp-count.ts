import { readProc } from './procfs.js';

/**
 * How many TCP sockets of a network listen or have a connection, those that nobody holds any more
 * included. The tables of them take milliseconds to read: the kernel goes through room for as many
 * as the machine could have.
 * @param tid a thread in that network
 */
export function tcpSocketCount(tid: number): number {
  return inUse(tid, 'sockstat', 'TCP') + inUse(tid, 'sockstat6', 'TCP6');
}

function inUse(tid: number, file: string, protocol: string): number {
  const text = readProc(`/proc/${String(tid)}/net/${file}`) ?? '';
  const count = new RegExp(`^${protocol}: inuse (\\d+)`, 'm').exec(text)?.[1];
  // Without version 6 there are none of it; without the line for 4 nobody knows.
  return count === undefined ? (protocol === 'TCP6' ? 0 : Infinity) : Number(count);
}
