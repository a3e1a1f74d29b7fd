import { bindSocket, connect, errno, getsockopt, setsockopt } from './ffi.js';
import { errnoName } from '../abi/errno.js';

const tcp = 6;
const solSocket = 1;
const option = { error: 4, reuseAddress: 2 } as const;
/** Options of tcp(7); the repair ones are in linux/tcp.h. */
export const repairOption = {
  maxSegment: 2,
  repair: 19,
  queue: 20,
  sequence: 21,
  agreed: 22,
  timestamp: 24,
  window: 29,
} as const;
export const repairQueue = { receive: 1, send: 2 } as const;
const repair = { on: 1, offWithProbe: 0, offWithoutProbe: -1 } as const;

/** The kernel refused a step of repairing a connection. */
export class TcpRepairFailed extends Error {
  constructor(step: string) {
    super(`TCP_REPAIR, ${step}: ${errnoName(errno())}`);
  }
}

const value = Buffer.alloc(4);
const length = Buffer.alloc(4);

/** @throws TcpRepairFailed */
export function getTcp(fd: number, name: number): number {
  return getInt(fd, tcp, name);
}

/** @throws TcpRepairFailed */
export function setTcp(fd: number, name: number, to: number): void {
  setInt(fd, tcp, name, to);
}

/** An option that is a structure. @throws TcpRepairFailed */
export function setTcpBytes(fd: number, name: number, bytes: Buffer): void {
  if (setsockopt(fd, tcp, name, bytes, bytes.length) !== 0)
    throw new TcpRepairFailed(`setsockopt ${String(name)}`);
}

/** @throws TcpRepairFailed */
export function getTcpBytes(fd: number, name: number, bytes: number): Buffer {
  const read = Buffer.alloc(bytes);
  length.writeUInt32LE(bytes, 0);
  if (getsockopt(fd, tcp, name, read, length) !== 0)
    throw new TcpRepairFailed(`getsockopt ${String(name)}`);
  return read;
}

function getInt(fd: number, level: number, name: number): number {
  length.writeUInt32LE(4, 0);
  if (getsockopt(fd, level, name, value, length) !== 0)
    throw new TcpRepairFailed(`getsockopt ${String(name)}`);
  return value.readUInt32LE(0);
}

function setInt(fd: number, level: number, name: number, to: number): void {
  value.writeInt32LE(to | 0, 0);
  if (setsockopt(fd, level, name, value, 4) !== 0)
    throw new TcpRepairFailed(`setsockopt ${String(name)}`);
}

/** Repair mode ends with SO_REUSEADDR off, whatever it was before. */
export function whileRepairing<T>(
  fd: number,
  act: () => T,
  off: number = repair.offWithoutProbe,
): T {
  const reuses = getInt(fd, solSocket, option.reuseAddress);
  setTcp(fd, repairOption.repair, repair.on);
  try {
    return act();
  } finally {
    setTcp(fd, repairOption.repair, off);
    if (reuses !== 0) setInt(fd, solSocket, option.reuseAddress, 1);
  }
}

/** Ask the other end how much it takes now. @throws TcpRepairFailed */
export function probeWindow(fd: number): void {
  whileRepairing(fd, () => undefined, repair.offWithProbe);
}

/** Whatever happens to the socket now, it sends nothing: closing it is not noticed. */
export function mute(fd: number): void {
  setTcp(fd, repairOption.repair, repair.on);
}

const unspecified = Buffer.alloc(16);

/** Back to an unconnected socket, with nothing on the wire. @throws TcpRepairFailed */
export function disconnectSilently(fd: number): void {
  whileRepairing(fd, () => {
    if (connect(fd, unspecified, unspecified.length) !== 0) throw new TcpRepairFailed('disconnect');
  });
  // It leaves ECONNABORTED for the next call to find.
  getInt(fd, solSocket, option.error);
}

/** Its queue must be empty: connections in it would be reset. */
export function stopListening(fd: number): void {
  if (connect(fd, unspecified, unspecified.length) !== 0) throw new TcpRepairFailed('disconnect');
}

/** Bind, whoever else uses the address: nobody did in the world that is put back. */
export function bindByForce(fd: number, local: Buffer): void {
  whileRepairing(fd, () => bindAgain(fd, local));
}

/** EINVAL says that it is still bound, to the same port. */
export function bindAgain(fd: number, local: Buffer): void {
  if (bindSocket(fd, local, local.length) !== 0 && errnoName(errno()) !== 'EINVAL')
    throw new TcpRepairFailed('bind');
}
