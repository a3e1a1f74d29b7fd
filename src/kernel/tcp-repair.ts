import { bindSocket, connect, errno, getsockopt, ioctl, recv, send, setsockopt } from './ffi.js';
import { errnoName } from '../abi/errno.js';

const tcp = 6;
const solSocket = 1;
/** Options of tcp(7); the repair ones are in linux/tcp.h. */
const option = {
  maxSegment: 2,
  info: 11,
  repair: 19,
  repairQueue: 20,
  queueSeq: 21,
  repairOptions: 22,
  timestamp: 24,
  repairWindow: 29,
} as const;
const repair = { on: 1, offWithoutProbe: -1 } as const;
const soError = 4;
const bytesReceived = 0x541b; // SIOCINQ
const bytesUnacknowledged = 0x5411; // SIOCOUTQ
const peekWithoutWaiting = 0x42;
const negotiated = { timestamps: 1, sack: 2, windowScale: 4 } as const;

/** What a repaired connection has to be given; sequence numbers are of the next byte. */
export interface TcpStream {
  readonly sendSequence: number;
  readonly receiveSequence: number;
  /** Bytes received and not yet read. */
  readonly received: Buffer;
  /** Bytes sent and not acknowledged yet. */
  readonly unacknowledged: number;
  readonly window: Buffer;
  readonly timestamp: number;
  readonly maxSegment: number;
  /** TCPI_OPT_*, and send and receive shifts of the window (4 bits each). */
  readonly options: number;
  readonly scales: number;
}

const value = Buffer.alloc(4);
const length = Buffer.alloc(4);

function getInt(fd: number, level: number, name: number): number {
  length.writeUInt32LE(4, 0);
  if (getsockopt(fd, level, name, value, length) !== 0) throw new TcpRepairFailed(name);
  return value.readUInt32LE(0);
}

function setInt(fd: number, name: number, to: number): void {
  value.writeInt32LE(to | 0, 0);
  set(fd, name, value);
}

function set(fd: number, name: number, bytes: Buffer): void {
  if (setsockopt(fd, tcp, name, bytes, bytes.length) !== 0) throw new TcpRepairFailed(name);
}

/** The kernel refused a step of repairing a connection. */
export class TcpRepairFailed extends Error {
  constructor(step: number | string) {
    super(`TCP_REPAIR, step ${String(step)}: ${errnoName(errno())}`);
  }
}

const info = Buffer.alloc(256);

/** struct tcp_info of linux/tcp.h. */
export function tcpInfo(fd: number): { state: number; options: number; scales: number; queued: number } {
  length.writeUInt32LE(info.length, 0);
  if (getsockopt(fd, tcp, option.info, info, length) !== 0) throw new TcpRepairFailed('TCP_INFO');
  const [state, options, scales] = [info.readUInt8(0), info.readUInt8(5), info.readUInt8(6)];
  // Of a listener tcpi_unacked is the length of its queue of connections to be accepted.
  return { state, options, scales, queued: info.readUInt32LE(24) };
}

/** Look at a connection without changing it. */
export function readStream(fd: number): TcpStream {
  const { options, scales } = tcpInfo(fd);
  setInt(fd, option.repair, repair.on);
  try {
    const window = Buffer.alloc(20);
    length.writeUInt32LE(window.length, 0);
    if (getsockopt(fd, tcp, option.repairWindow, window, length) !== 0)
      throw new TcpRepairFailed('window');
    const timestamp = getInt(fd, tcp, option.timestamp);
    const maxSegment = getInt(fd, tcp, option.maxSegment);
    setInt(fd, option.repairQueue, 2);
    const sendSequence = getInt(fd, tcp, option.queueSeq);
    ioctl(fd, bytesUnacknowledged, value);
    const unacknowledged = value.readInt32LE(0);
    setInt(fd, option.repairQueue, 1);
    const receiveSequence = getInt(fd, tcp, option.queueSeq);
    ioctl(fd, bytesReceived, value);
    const received = peek(fd, value.readInt32LE(0));
    return {
      sendSequence,
      receiveSequence,
      received,
      unacknowledged,
      window,
      timestamp,
      maxSegment,
      options,
      scales,
    };
  } finally {
    setInt(fd, option.repair, repair.offWithoutProbe);
  }
}

function peek(fd: number, bytes: number): Buffer {
  const buffer = Buffer.alloc(bytes);
  if (bytes > 0 && recv(fd, buffer, bytes, peekWithoutWaiting) !== bytes)
    throw new TcpRepairFailed('peek');
  return buffer;
}

/** Whatever happens to the socket now, it sends nothing: closing it is not noticed. */
export function mute(fd: number): void {
  setInt(fd, option.repair, repair.on);
}

const unspecified = Buffer.alloc(16);

/** Back to an unconnected socket, with nothing on the wire. */
export function disconnectSilently(fd: number): void {
  setInt(fd, option.repair, repair.on);
  if (connect(fd, unspecified, unspecified.length) !== 0) throw new TcpRepairFailed('disconnect');
  // It leaves ECONNABORTED for the next call to find.
  getInt(fd, solSocket, soError);
  setInt(fd, option.repair, repair.offWithoutProbe);
}

/** Make an unconnected socket a connection as saved, without a handshake. @throws TcpRepairFailed */
export function restoreStream(fd: number, local: Buffer, peer: Buffer, stream: TcpStream): void {
  setInt(fd, option.repair, repair.on);
  // EINVAL says that it is still bound, to the same port.
  if (bindSocket(fd, local, local.length) !== 0 && errnoName(errno()) !== 'EINVAL')
    throw new TcpRepairFailed('bind');
  setInt(fd, option.repairQueue, 1);
  setInt(fd, option.queueSeq, stream.receiveSequence - stream.received.length);
  setInt(fd, option.repairQueue, 2);
  setInt(fd, option.queueSeq, stream.sendSequence);
  if (connect(fd, peer, peer.length) !== 0) throw new TcpRepairFailed('connect');
  set(fd, option.repairOptions, repairOptions(stream));
  setInt(fd, option.timestamp, stream.timestamp);
  if (stream.received.length > 0) {
    setInt(fd, option.repairQueue, 1);
    if (send(fd, stream.received, stream.received.length, 0) !== stream.received.length)
      throw new TcpRepairFailed('fill the receive queue');
  }
  set(fd, option.repairWindow, stream.window);
  setInt(fd, option.repair, repair.offWithoutProbe);
}

/** struct tcp_repair_opt[]: what the two ends agreed on in their handshake. */
function repairOptions({ maxSegment, options, scales }: TcpStream): Buffer {
  const entries: [number, number][] = [[2, maxSegment]];
  if ((options & negotiated.windowScale) !== 0)
    entries.push([3, (scales & 15) | ((scales >> 4) << 16)]);
  if ((options & negotiated.sack) !== 0) entries.push([4, 0]);
  if ((options & negotiated.timestamps) !== 0) entries.push([8, 0]);
  const bytes = Buffer.alloc(entries.length * 8);
  entries.forEach(([code, setting], i) => {
    bytes.writeUInt32LE(code, i * 8);
    bytes.writeUInt32LE(setting >>> 0, i * 8 + 4);
  });
  return bytes;
}
