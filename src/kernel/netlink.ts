import { errnoName } from '../abi/errno.js';
import { recv, sendto } from './ffi.js';

const requestAndAck = 1 | 4; // NLM_F_REQUEST | NLM_F_ACK
/** NLM_F_REPLACE, NLM_F_EXCL, NLM_F_CREATE. */
export const flag = { replace: 0x100, exclusive: 0x200, create: 0x400 } as const;

/** An attribute of a message (netlink(7)); all here are whole words long. */
export function entry(type: number, value: Buffer): Buffer {
  const head = Buffer.alloc(4);
  head.writeUInt16LE(4 + value.length, 0);
  head.writeUInt16LE(type, 2);
  return Buffer.concat([head, value]);
}

export function number(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}

/** A message that asks for something to be done, and for word of that. */
export function request(type: number, flags: number, body: Buffer): Buffer {
  const head = Buffer.alloc(16);
  head.writeUInt32LE(head.length + body.length, 0);
  head.writeUInt16LE(type, 4);
  head.writeUInt16LE(requestAndAck | flags, 6);
  return Buffer.concat([head, body]);
}

/** @returns the name of the errno when refused */
export function ask(netlink: number, message: Buffer): string | undefined {
  if (sendto(netlink, message, message.length, 0, null, 0) !== message.length) return 'EIO';
  const answer = Buffer.alloc(1024);
  if (recv(netlink, answer, answer.length, 0) < 20) return 'EIO';
  // struct nlmsghdr, then the errno of struct nlmsgerr, negative; 0 acknowledges.
  const result = answer.readInt32LE(16);
  return result === 0 ? undefined : errnoName(-result);
}
