import { addressOf, errno, getsockopt, ioctl, recv, recvmsg } from './ffi.js';
import { errnoName } from '../abi/errno.js';
import { peekWithoutWaiting, whilePeeking } from './peeking.js';
import { queuedBytes } from './socket.js';

const solSocket = 1;
const sendBuffer = 7; // SO_SNDBUF
const passCredentials = 16; // SO_PASSCRED
const peerCredentials = 17; // SO_PEERCRED
const outgoing = 0x5411; // SIOCOUTQ
const dontWait = 0x40;
const truncated = 0x20;
const controlTruncated = 0x8;
const headerBytes = 56;
const nameBytes = 128;

/** What one read gets, and the name of who sent it (empty: it has none). */
export interface UnixMessage {
  readonly bytes: Buffer;
  readonly from: Buffer;
}

const value = Buffer.alloc(16);
const length = Buffer.alloc(4);
/** Larger than what a sender may have on its way (net.core.wmem_max and what is counted double). */
const room = Buffer.allocUnsafe(1 << 20);

/** SOCK_* of unix(7). */
export const unixType = { stream: 1, datagram: 2, packets: 5 } as const;

/**
 * Everything in the receive queue, which stays there. A stream is one message.
 * @returns what is in the queue besides bytes, or why it could not be seen
 */
export function peekUnix(fd: number, type: number): readonly UnixMessage[] | string {
  const total = queuedBytes(fd);
  if (type !== unixType.datagram && total === 0) return [];
  return whilePeeking(fd, () => peekAll(fd, type, total));
}

function peekAll(fd: number, type: number, total: number): readonly UnixMessage[] | string {
  const messages: UnixMessage[] = [];
  let seen = 0;
  let message = peekOne(fd);
  // To read nothing is the end of all but datagrams.
  for (; typeof message !== 'string'; message = peekOne(fd)) {
    if (message.bytes.length === 0 && type !== unixType.datagram) break;
    messages.push(message);
    seen += message.bytes.length;
    // Behind the last byte of a stream an error may wait, which is told only once.
    if (type === unixType.stream && seen >= total) break;
  }
  if (typeof message === 'string' && message !== 'empty') return message;
  return type === unixType.stream ? joined(messages) : messages;
}

function joined(parts: readonly UnixMessage[]): readonly UnixMessage[] {
  const [first] = parts;
  if (first === undefined) return [];
  return [{ bytes: Buffer.concat(parts.map(({ bytes }) => bytes)), from: first.from }];
}

function peekOne(fd: number): UnixMessage | string {
  const name = Buffer.alloc(nameBytes);
  const vector = Buffer.alloc(16);
  vector.writeBigUInt64LE(addressOf(room), 0);
  vector.writeBigUInt64LE(BigInt(room.length), 8);
  const header = Buffer.alloc(headerBytes);
  header.writeBigUInt64LE(addressOf(name), 0);
  header.writeUInt32LE(name.length, 8);
  header.writeBigUInt64LE(addressOf(vector), 16);
  header.writeBigUInt64LE(1n, 24);
  const got = recvmsg(fd, header, peekWithoutWaiting);
  if (got < 0)
    return ['EAGAIN', 'EINVAL'].includes(errnoName(errno())) ? 'empty' : errnoName(errno());
  const flags = header.readUInt32LE(48);
  // Without room for control data descriptors are not received; the flag says that there are any.
  if ((flags & controlTruncated) !== 0) return 'descriptors on their way';
  if ((flags & truncated) !== 0) return 'a long message';
  return {
    bytes: Buffer.from(room.subarray(0, got)),
    from: Buffer.from(name.subarray(0, header.readUInt32LE(8))),
  };
}

/** Receive everything and forget it; descriptors that are on their way are closed. */
export function drainUnix(fd: number, type: number): void {
  for (;;) {
    const got = recv(fd, room, room.length, dontWait);
    if (got < 0 || (got === 0 && type !== unixType.datagram && queuedBytes(fd) === 0)) return;
  }
}

/** Memory that what it has sent, and nobody has read, takes: who may send more depends on it. */
export function outgoingMemory(fd: number): number {
  return ioctl(fd, outgoing, value) === 0 ? value.readInt32LE(0) : 0;
}

/** How much of that it may have, in bytes; the kernel counts twice what was set (socket(7)). */
export function outgoingLimit(fd: number): number {
  return getInt(fd, sendBuffer);
}

/** The process, in this one's eyes, that made the other end. */
export function peerProcess(fd: number): number {
  length.writeUInt32LE(12, 0);
  return getsockopt(fd, solSocket, peerCredentials, value, length) === 0 ? value.readInt32LE(0) : 0;
}

export function passesCredentials(fd: number): boolean {
  return getInt(fd, passCredentials) === 1;
}

function getInt(fd: number, option: number): number {
  length.writeUInt32LE(4, 0);
  return getsockopt(fd, solSocket, option, value, length) === 0 ? value.readInt32LE(0) : -1;
}
