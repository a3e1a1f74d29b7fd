import { getsockopt, recv, send } from './ffi.js';

const byFamily = 20; // SOCK_DIAG_BY_FAMILY
const requestDump = 0x301; // NLM_F_REQUEST | NLM_F_DUMP
const done = 3; // NLMSG_DONE
const failed = 2; // NLMSG_ERROR
const afUnix = 1;
const anyState = 0xffffffff;
/** The file of its name, peer, connections that wait to be accepted, lengths of queues. */
const show = 0x2 | 0x4 | 0x8 | 0x10;
const attribute = { file: 1, peer: 2, pending: 3, queues: 4, shutdown: 6 } as const;

/** sk_state, of tcp_states.h. */
export const unixState = { established: 1, closed: 7, listening: 10 } as const;

/**
 * What the kernel tells of a UNIX socket (sock_diag(7), linux/unix_diag.h). It says nothing of
 * the ends that nobody has accepted yet.
 */
export interface UnixEntry {
  readonly inode: number;
  readonly state: number;
  /** Inode of the file that it is bound to, if its name is one of a file. */
  readonly file: number | undefined;
  /** The other end's inode; 0 when nobody has that end any more, or not yet. */
  readonly peer: number | undefined;
  /** Bit 0: it receives no more; bit 1: it sends no more. */
  readonly shutdown: number;
  /** Of a listener: the inodes of those that wait to be accepted, the first first. */
  readonly pending: readonly number[];
  /** Of a listener: how many connections may wait. */
  readonly backlog: number;
}

const networkCookie = 71; // SO_NETNS_COOKIE

/** Whether two sockets are of one network namespace (socket(7); Linux 5.14). */
export function isSameNetwork(a: number, b: number): boolean {
  const [one, other] = [a, b].map((fd) => {
    const [cookie, length] = [Buffer.alloc(8), Buffer.from([8, 0, 0, 0])];
    return getsockopt(fd, 1, networkCookie, cookie, length) === 0 ? cookie : undefined;
  });
  return one !== undefined && other?.equals(one) === true;
}

/** @param diag a socket of NETLINK_SOCK_DIAG, made in the network that is asked about */
export function unixSockets(diag: number): readonly UnixEntry[] | undefined {
  const request = Buffer.alloc(40);
  request.writeUInt32LE(request.length, 0);
  request.writeUInt16LE(byFamily, 4);
  request.writeUInt16LE(requestDump, 6);
  request.writeUInt8(afUnix, 16);
  request.writeUInt32LE(anyState, 20);
  request.writeUInt32LE(show, 28);
  if (send(diag, request, request.length, 0) !== request.length) return undefined;
  const entries: UnixEntry[] = [];
  const answer = Buffer.allocUnsafe(1 << 16);
  for (;;) {
    const length = recv(diag, answer, answer.length, 0);
    if (length <= 0) return undefined;
    const end = addEntries(answer.subarray(0, length), entries);
    if (end !== 'more') return end === 'done' ? entries : undefined;
  }
}

function addEntries(answer: Buffer, entries: UnixEntry[]): 'more' | 'done' | 'failed' {
  for (let at = 0; at + 16 <= answer.length; at += align(answer.readUInt32LE(at))) {
    const type = answer.readUInt16LE(at + 4);
    if (type === done) return 'done';
    if (type === failed) return 'failed';
    entries.push(parseEntry(answer.subarray(at, at + answer.readUInt32LE(at))));
  }
  return 'more';
}

/** A struct unix_diag_msg, then attributes. */
function parseEntry(message: Buffer): UnixEntry {
  const found = new Map<number, Buffer>();
  for (let at = 32; at + 4 <= message.length; at += align(message.readUInt16LE(at)))
    found.set(
      message.readUInt16LE(at + 2),
      message.subarray(at + 4, at + message.readUInt16LE(at)),
    );
  const word = (name: number, offset = 0): number => found.get(name)?.readUInt32LE(offset) ?? 0;
  const pending = found.get(attribute.pending) ?? Buffer.alloc(0);
  return {
    inode: message.readUInt32LE(20),
    state: message.readUInt8(18),
    file: found.has(attribute.file) ? word(attribute.file) : undefined,
    peer: found.has(attribute.peer) ? word(attribute.peer) : undefined,
    shutdown: found.get(attribute.shutdown)?.readUInt8(0) ?? 0,
    pending: Array.from({ length: pending.length >> 2 }, (_, i) => pending.readUInt32LE(i * 4)),
    backlog: word(attribute.queues, 4),
  };
}

const align = (length: number): number => (length + 3) & ~3;
