import { column, tcpTable } from '../kernel/proc-net.js';

const listens = '0A';
const mapped = Buffer.from('00000000000000000000ffff', 'hex');
const home = Buffer.from([127, 0, 0, 1]);
const home6 = Buffer.from('00000000000000000000000000000001', 'hex');

/**
 * A struct sockaddr of the same family at whose port nobody listens, in this machine: from others
 * there would come no refusal. It is the same one each time, for runs to repeat.
 * @param tid a thread of the world
 */
export function closedAddress(tid: number, address: Buffer): Buffer {
  const ports = new Set([false, true].flatMap((v6) => listeningPorts(tid, v6)));
  let port = 1;
  while (ports.has(port)) port++;
  const closed = Buffer.from(address);
  closed.writeUInt16BE(port, 2);
  if (closed.length < 24) home.copy(closed, 4);
  else if (closed.subarray(8, 20).equals(mapped)) home.copy(closed, 20);
  else home6.copy(closed, 8);
  return closed;
}

function listeningPorts(tid: number, v6: boolean): readonly number[] {
  return tcpTable(tid, v6)
    .filter((line) => line[column.state] === listens)
    .map((line) => parseInt(line[column.local]?.split(':')[1] ?? '', 16));
}
