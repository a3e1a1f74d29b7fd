import { readProc } from './procfs.js';

/** Numbers of the columns of /proc/net/tcp. */
export const column = {
  local: 1,
  remote: 2,
  state: 3,
  queues: 4,
  timer: 5,
  attempts: 6,
  inode: 9,
  timeout: 12,
} as const;

/**
 * The address that a TCP socket asks for a connection: getpeername(2) does not tell it yet, but
 * /proc/TID/net/tcp does (proc_pid_net(5)).
 * @param tid a thread in the network of the socket
 * @returns struct sockaddr; undefined when there is no such socket
 */
export function remoteAddress(tid: number, inode: number, v6: boolean): Buffer | undefined {
  const found = tcpTable(tid, v6).find((line) => Number(line[column.inode]) === inode);
  return found === undefined ? undefined : parse(found[column.remote] ?? '', v6);
}

/** The lines of the TCP sockets in the network of a thread, by column. */
export function tcpTable(tid: number, v6: boolean): readonly (readonly string[])[] {
  const table = readProc(`/proc/${String(tid)}/net/${v6 ? 'tcp6' : 'tcp'}`) ?? '';
  return table.split('\n').map((line) => line.trim().split(/\s+/));
}

/** `0100007F:1388`: words in the order of the processor, and the port. */
function parse(text: string, v6: boolean): Buffer {
  const [words = '', port = ''] = text.split(':');
  const address = Buffer.alloc(v6 ? 28 : 16);
  address.writeUInt16LE(v6 ? 10 : 2, 0);
  address.writeUInt16BE(parseInt(port, 16), 2);
  for (let i = 0; i * 8 < words.length; i++)
    address.writeUInt32LE(parseInt(words.slice(i * 8, i * 8 + 8), 16), (v6 ? 8 : 4) + i * 4);
  return address;
}
