import { addressOf, errno, sendmsg } from './ffi.js';
import { errnoName } from '../abi/errno.js';
import { assert } from '../support/assert.js';

const solSocket = 1;
const scmRights = 1;
/** struct cmsghdr and one int, padded to the alignment of a size_t (cmsg(3)). */
const controlBytes = 24;
const headerBytes = 56;

/** One byte of data: a datagram without any is not delivered with its control data everywhere. */
const data = Buffer.from([0]);

/**
 * struct msghdr with one byte of room for data and room for one descriptor, all in one block
 * that lies at `base`: header, iovec, data, control.
 */
export function receivingMessage(base: number): Buffer {
  const block = Buffer.alloc(headerBytes + 16 + 8 + controlBytes);
  const [vector, byte, control] = [base + headerBytes, base + headerBytes + 16, base + controlAt];
  block.writeBigUInt64LE(BigInt(vector), 16);
  block.writeBigUInt64LE(1n, 24);
  block.writeBigUInt64LE(BigInt(control), 32);
  block.writeBigUInt64LE(BigInt(controlBytes), 40);
  block.writeBigUInt64LE(BigInt(byte), headerBytes);
  block.writeBigUInt64LE(1n, headerBytes + 8);
  return block;
}

const controlAt = headerBytes + 16 + 8;
/** Where, in that block, the number of the received descriptor stands. */
export const receivedFdAt = controlAt + 16;

/** Send a descriptor over a unix socket (unix(7), SCM_RIGHTS). */
export function passDescriptor(socket: number, fd: number): void {
  const control = Buffer.alloc(controlBytes);
  control.writeBigUInt64LE(20n, 0);
  control.writeInt32LE(solSocket, 8);
  control.writeInt32LE(scmRights, 12);
  control.writeInt32LE(fd, 16);
  const vector = Buffer.alloc(16);
  vector.writeBigUInt64LE(addressOf(data), 0);
  vector.writeBigUInt64LE(1n, 8);
  const header = Buffer.alloc(headerBytes);
  header.writeBigUInt64LE(addressOf(vector), 16);
  header.writeBigUInt64LE(1n, 24);
  header.writeBigUInt64LE(addressOf(control), 32);
  header.writeBigUInt64LE(BigInt(controlBytes), 40);
  const sent = sendmsg(socket, header, 0);
  assert(sent === 1, 'sendmsg of a descriptor', { errno: errnoName(errno()) });
}
