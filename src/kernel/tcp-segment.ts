import { checksum, sendPacket, type Flow } from './packet.js';

const tcp = 6;
const headerBytes = 20;
/** As much as fits: whoever has got it is not kept from sending. */
const wideWindow = 0xffff;

/** Flags of a segment (RFC 9293, 3.1). */
export const segmentFlag = { end: 0x01, reset: 0x04, acknowledgment: 0x10 } as const;

export interface Segment {
  readonly flags: number;
  /** Of the next byte that its sender would send, and that it expects. */
  readonly sequence: number;
  readonly acknowledgment: number;
}

/** Send a segment of TCP, without data, from any address. @returns whether the kernel took it */
export function sendSegment(raw: number, flow: Flow, segment: Segment): boolean {
  const header = Buffer.alloc(headerBytes);
  header.writeUInt16BE(flow.fromPort, 0);
  header.writeUInt16BE(flow.toPort, 2);
  header.writeUInt32BE(segment.sequence >>> 0, 4);
  header.writeUInt32BE(segment.acknowledgment >>> 0, 8);
  header.writeUInt8((headerBytes / 4) << 4, 12);
  header.writeUInt8(segment.flags, 13);
  header.writeUInt16BE(wideWindow, 14);
  header.writeUInt16BE(checksum(flow, tcp, header), 16);
  return sendPacket(raw, flow, tcp, header);
}
