import { fdTarget } from '../kernel/procfs.js';
import { countDatagrams } from '../kernel/datagram-count.js';
import { Pidfd } from '../kernel/pidfd.js';
import * as socket from '../kernel/socket.js';
import type { SocketAddress } from '../kernel/socket.js';
import type { SocketView } from '../model/choice-point.js';

/** What the kernel says of a program's socket right now. */
export interface SocketFacts extends Omit<SocketView, 'role'> {
  /** The socket's inode: the same for every descriptor of it, in every process. */
  readonly inode: string;
  /** Bytes that a read would find; of datagrams those of the first. */
  readonly queued: number;
  readonly datagrams: number;
  /** Whether calls of this direction give up after a time. */
  readonly timeLimits: { readonly receive: boolean; readonly send: boolean };
}

/** Of a socket that does not exist yet. */
export const unused = {
  queued: 0,
  datagrams: 0,
  timeLimits: { receive: false, send: false },
} as const;

const families = new Map([
  [1, 'unix'],
  [2, 'inet'],
  [10, 'inet6'],
] as const);
const types = new Map([
  [1, 'stream'],
  [2, 'dgram'],
  [3, 'raw'],
  [5, 'seqpacket'],
] as const);

export function familyName(domain: number): SocketView['family'] | undefined {
  return families.get(domain as 1);
}

/** The low bits name the type; SOCK_NONBLOCK and SOCK_CLOEXEC stand above them (socket(2)). */
export function typeName(type: number): SocketView['type'] | undefined {
  return types.get((type & 0xf) as 1);
}

/** @returns undefined for what is no socket, or a socket of another family (netlink, packet) */
export function socketFacts(tid: number, fd: number): SocketFacts | undefined {
  const target = fdTarget(tid, fd);
  if (target?.startsWith('socket:') !== true) return undefined;
  using pidfd = Pidfd.open(tid);
  const copy = pidfd?.take(fd);
  if (copy === undefined || typeof copy === 'string') return undefined;
  using owned = copy;
  return factsOf(owned.fd, fd, target.slice(8, -1));
}

function factsOf(copy: number, fd: number, inode: string): SocketFacts | undefined {
  const family = familyName(socket.socketDomain(copy) ?? 0);
  const type = typeName(socket.socketType(copy) ?? 0);
  if (family === undefined || type === undefined) return undefined;
  const [local, peer] = [socket.localAddress(copy), socket.peerAddress(copy)].map(addressText);
  const queued = socket.queuedBytes(copy);
  const isIp = family !== 'unix';
  return {
    fd,
    inode,
    family,
    type,
    nonBlocking: socket.isNonBlocking(copy),
    listening: socket.isListening(copy),
    queued,
    datagrams: isIp && type === 'dgram' ? countDatagrams(copy, queued) : 0,
    timeLimits: {
      receive: socket.socketTimeLimit(copy, 'receive') !== 0n,
      send: socket.socketTimeLimit(copy, 'send') !== 0n,
    },
    ...(local === undefined ? {} : { local }),
    ...(peer === undefined ? {} : { peer }),
  };
}

/** `127.0.0.1:80`, `[::1]:80`, a path; undefined for what is not bound to anything. */
export function addressText(address: SocketAddress | undefined): string | undefined {
  if (address === undefined || address.kind === 'unnamed') return undefined;
  if (address.kind === 'path') return address.path;
  if (address.port === 0) return undefined;
  const host = address.v6 ? `[${address.address}]` : address.address;
  return `${host}:${String(address.port)}`;
}
