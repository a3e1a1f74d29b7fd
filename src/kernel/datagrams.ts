import { addressOf, recv, recvmsg } from './ffi.js';
import { peekWithoutWaiting, whilePeeking } from './peeking.js';
import { setOption } from './socket-option.js';

const [ip, ipv6] = [0, 41];
const packetInfo = { option: 8, message: 8, option6: 49, message6: 50 } as const;
const withoutWaiting = 0x40; // MSG_DONTWAIT
const largest = 1 << 16;
const controlBytes = 256;

/** What lies in the queue of a socket. */
export interface Datagram {
  /** The address that it came from, as struct sockaddr. */
  readonly from: Buffer;
  /** The IP address that it was sent to, 4 or 16 bytes. */
  readonly to: Buffer;
  readonly data: Buffer;
}

const header = Buffer.alloc(56);
const vector = Buffer.alloc(16);
const name = Buffer.alloc(128);
const control = Buffer.alloc(controlBytes);
const data = Buffer.alloc(largest);

/**
 * Look at all queued datagrams.
 * An empty datagram that has been looked at so is not found again: see `hasEmpty`.
 * @param reports whether the program has asked where its datagrams were sent to (IP_PKTINFO)
 */
export function peekDatagrams(
  fd: number,
  reports: { v4: boolean; v6: boolean },
): readonly Datagram[] {
  setOption(fd, ip, packetInfo.option, 1);
  setOption(fd, ipv6, packetInfo.option6, 1);
  const found = whilePeeking(fd, () => lookAtAll(fd));
  setOption(fd, ip, packetInfo.option, Number(reports.v4));
  setOption(fd, ipv6, packetInfo.option6, Number(reports.v6));
  return found;
}

export function hasEmpty(datagrams: readonly Datagram[]): boolean {
  return datagrams.some((datagram) => datagram.data.length === 0);
}

/** Take everything off the queue. */
export function drain(fd: number): void {
  while (recv(fd, data, data.length, withoutWaiting) >= 0);
}

/** Take the first off the queue; where it was sent to is told if the socket asks for that. */
export function takeDatagram(fd: number): Datagram | undefined {
  return receive(fd, withoutWaiting);
}

function lookAtAll(fd: number): readonly Datagram[] {
  const look = (): Datagram | undefined => receive(fd, peekWithoutWaiting);
  const found: Datagram[] = [];
  for (let next = look(); next !== undefined; next = look()) found.push(next);
  return found;
}

function receive(fd: number, flags: number): Datagram | undefined {
  vector.writeBigUInt64LE(addressOf(data), 0);
  vector.writeBigUInt64LE(BigInt(data.length), 8);
  header.writeBigUInt64LE(addressOf(name), 0);
  header.writeUInt32LE(name.length, 8);
  header.writeBigUInt64LE(addressOf(vector), 16);
  header.writeBigUInt64LE(1n, 24);
  header.writeBigUInt64LE(addressOf(control), 32);
  header.writeBigUInt64LE(BigInt(control.length), 40);
  const length = recvmsg(fd, header, flags);
  if (length < 0) return undefined;
  return {
    from: Buffer.from(name.subarray(0, header.readUInt32LE(8))),
    to: destination(control.subarray(0, Number(header.readBigUInt64LE(40)))),
    data: Buffer.from(data.subarray(0, length)),
  };
}

/** struct in_pktinfo or in6_pktinfo among the control messages (ip(7), ipv6(7)). */
function destination(messages: Buffer): Buffer {
  for (let at = 0; at + 16 <= messages.length;) {
    const length = Number(messages.readBigUInt64LE(at));
    const [level, type] = [messages.readInt32LE(at + 8), messages.readInt32LE(at + 12)];
    if (level === ipv6 && type === packetInfo.message6)
      return Buffer.from(messages.subarray(at + 16, at + 32));
    if (level === ip && type === packetInfo.message)
      return Buffer.from(messages.subarray(at + 24, at + 28));
    at += Math.ceil(length / 8) * 8;
  }
  return Buffer.alloc(0);
}
