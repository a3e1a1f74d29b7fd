import { readProc } from './procfs.js';

const fields = { remote: 2, inode: 9 } as const;

/**
 * The address that a TCP socket asks for a connection: getpeername(2) does not tell it yet, but
 * /proc/TID/net/tcp does (proc_pid_net(5)).
 * @param tid a thread in the network of the socket
 * @returns struct sockaddr; undefined when there is no such socket
 */
export function remoteAddress(tid: number, inode: number, v6: boolean): Buffer | undefined {
  const table = readProc(`/proc/${String(tid)}/net/${v6 ? 'tcp6' : 'tcp'}`) ?? '';
  for (const line of table.split('\n')) {
    const found = line.trim().split(/\s+/);
    if (Number(found[fields.inode]) === inode) return parse(found[fields.remote] ?? '', v6);
  }
  return undefined;
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
