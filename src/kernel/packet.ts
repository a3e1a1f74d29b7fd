import { sendto } from './ffi.js';

const icmp = 1;
const udp = 17;
const icmp6 = 58;
const hops = 64;
/** "Destination unreachable" (RFC 792, RFC 4443). */
const unreachable = { v4: 3, v6: 1 } as const;

/** socket(2): SOCK_RAW of IPPROTO_RAW takes whole packets, with headers of the sender's choice. */
export const rawSocket = { type: 3, protocol: 255 } as const;

/** IP addresses of 4 or 16 bytes, both alike, and ports. */
export interface Flow {
  readonly from: Buffer;
  readonly fromPort: number;
  readonly to: Buffer;
  readonly toPort: number;
}

/** Send a datagram of UDP from any address. @returns whether the kernel took it */
export function sendDatagram(raw: number, flow: Flow, data: Buffer): boolean {
  const segment = Buffer.concat([udpHeader(flow, data.length), data]);
  segment.writeUInt16BE(checksum(flow, udp, segment), 6);
  return sendPacket(raw, flow, udp, segment);
}

/** Report that what was sent along this flow was not wanted, by a code of ICMP. */
export function sendUnreachable(raw: number, flow: Flow, code: number): boolean {
  const back = { from: flow.to, fromPort: 0, to: flow.from, toPort: 0 };
  const v6 = flow.from.length === 16;
  const head = Buffer.from([v6 ? unreachable.v6 : unreachable.v4, code, 0, 0, 0, 0, 0, 0]);
  const segment = udpHeader(flow, 0);
  const message = Buffer.concat([head, ipHeader(flow, udp, segment.length), segment]);
  const sum = v6 ? checksum(back, icmp6, message) : fold(sum16(message));
  message.writeUInt16BE(sum, 2);
  return sendPacket(raw, back, v6 ? icmp6 : icmp, message);
}

function udpHeader({ fromPort, toPort }: Flow, length: number): Buffer {
  const header = Buffer.alloc(8);
  header.writeUInt16BE(fromPort, 0);
  header.writeUInt16BE(toPort, 2);
  header.writeUInt16BE(8 + length, 4);
  return header;
}

export function sendPacket(raw: number, flow: Flow, protocol: number, payload: Buffer): boolean {
  const packet = Buffer.concat([ipHeader(flow, protocol, payload.length), payload]);
  const v6 = flow.to.length === 16;
  const address = Buffer.alloc(v6 ? 28 : 16);
  address.writeUInt16LE(v6 ? 10 : 2, 0);
  flow.to.copy(address, v6 ? 8 : 4);
  return sendto(raw, packet, packet.length, 0, address, address.length) === packet.length;
}

function ipHeader({ from, to }: Flow, protocol: number, length: number): Buffer {
  if (from.length === 16) {
    const header = Buffer.alloc(8);
    header.writeUInt8(0x60, 0);
    header.writeUInt16BE(length, 4);
    header.writeUInt8(protocol, 6);
    header.writeUInt8(hops, 7);
    return Buffer.concat([header, from, to]);
  }
  const header = Buffer.alloc(20);
  header.writeUInt8(0x45, 0);
  header.writeUInt16BE(20 + length, 2);
  header.writeUInt8(hops, 8);
  header.writeUInt8(protocol, 9);
  from.copy(header, 12);
  to.copy(header, 16);
  header.writeUInt16BE(fold(sum16(header)), 10);
  return header;
}

/** Over addresses, protocol and length as well (RFC 768, RFC 8200, 8.1). */
export function checksum({ from, to }: Flow, protocol: number, segment: Buffer): number {
  const sum = sum16(from) + sum16(to) + protocol + segment.length + sum16(segment);
  // 0 would say that there is none.
  return fold(sum) || 0xffff;
}

function sum16(bytes: Buffer): number {
  let sum = 0;
  for (let i = 0; i + 1 < bytes.length; i += 2) sum += bytes.readUInt16BE(i);
  return bytes.length % 2 === 0 ? sum : sum + (bytes[bytes.length - 1] ?? 0) * 256;
}

function fold(sum: number): number {
  let folded = sum;
  while (folded > 0xffff) folded = (folded & 0xffff) + Math.floor(folded / 0x10000);
  return ~folded & 0xffff;
}
