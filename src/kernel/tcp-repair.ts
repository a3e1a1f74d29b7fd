import { bindSocket, connect, errno, getsockopt, ioctl, recv, send, setsockopt } from './ffi.js';
import { errnoName } from '../abi/errno.js';
import { tcpInfo } from './tcp-info.js';

const tcp = 6;
const solSocket = 1;
const option = { error: 4, reuseAddress: 2 } as const;
/** Options of tcp(7); the repair ones are in linux/tcp.h. */
const tcpOption = {
  maxSegment: 2,
  repair: 19,
  repairQueue: 20,
  queueSeq: 21,
  repairOptions: 22,
  timestamp: 24,
  repairWindow: 29,
} as const;
const repair = { on: 1, offWithoutProbe: -1 } as const;
const queue = { receive: 1, send: 2 } as const;
const bytesReceived = 0x541b; // SIOCINQ
const bytesUnacknowledged = 0x5411; // SIOCOUTQ
const peekWithoutWaiting = 0x42;
const negotiated = { timestamps: 1, sack: 2, windowScale: 4 } as const;

/** What a repaired connection has to be given. */
export interface TcpStream {
  /** Of the next byte to send or to come; the end of the stream (FIN) is not counted. */
  readonly sendSequence: number;
  readonly receiveSequence: number;
  /** Bytes received and not yet read. */
  readonly received: Buffer;
  /** Bytes, and the end of the stream, of which it does not know whether they have arrived. */
  readonly unacknowledged: number;
  /** struct tcp_repair_window; undefined: as a new connection has it. */
  readonly window: Buffer | undefined;
  readonly timestamp: number;
  readonly maxSegment: number;
  /** TCPI_OPT_*, and send and receive shifts of the window (4 bits each). */
  readonly options: number;
  readonly scales: number;
}

/** Which ends of the stream have passed; each takes a sequence number (RFC 9293, 3.4). */
interface Ends {
  readonly finSent: boolean;
  readonly finReceived: boolean;
}

/** The kernel refused a step of repairing a connection. */
export class TcpRepairFailed extends Error {
  constructor(step: string) {
    super(`TCP_REPAIR, ${step}: ${errnoName(errno())}`);
  }
}

const value = Buffer.alloc(4);
const length = Buffer.alloc(4);

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
function whileRepairing<T>(fd: number, act: () => T): T {
  const reuses = getInt(fd, solSocket, option.reuseAddress);
  setInt(fd, tcp, tcpOption.repair, repair.on);
  try {
    return act();
  } finally {
    setInt(fd, tcp, tcpOption.repair, repair.offWithoutProbe);
    if (reuses !== 0) setInt(fd, solSocket, option.reuseAddress, 1);
  }
}

/** Look at a connection without changing it. @throws TcpRepairFailed */
export function readStream(fd: number, ends: Ends): TcpStream {
  const info = tcpInfo(fd);
  if (info === undefined) throw new TcpRepairFailed('TCP_INFO');
  const { options, scales } = info;
  return whileRepairing(fd, () => {
    const window = Buffer.alloc(20);
    length.writeUInt32LE(window.length, 0);
    if (getsockopt(fd, tcp, tcpOption.repairWindow, window, length) !== 0)
      throw new TcpRepairFailed('window');
    const timestamp = getInt(fd, tcp, tcpOption.timestamp);
    const maxSegment = getInt(fd, tcp, tcpOption.maxSegment);
    setInt(fd, tcp, tcpOption.repairQueue, queue.send);
    const sendSequence = (getInt(fd, tcp, tcpOption.queueSeq) - Number(ends.finSent)) >>> 0;
    ioctl(fd, bytesUnacknowledged, value);
    const unacknowledged = value.readInt32LE(0);
    setInt(fd, tcp, tcpOption.repairQueue, queue.receive);
    const receiveSequence = (getInt(fd, tcp, tcpOption.queueSeq) - Number(ends.finReceived)) >>> 0;
    const received = readReceived(fd);
    const shape = { window, timestamp, maxSegment, options, scales };
    return { sendSequence, receiveSequence, received, unacknowledged, ...shape };
  });
}

/** Bytes received and not yet read, also of a connection that is over. @throws TcpRepairFailed */
export function readReceived(fd: number): Buffer {
  ioctl(fd, bytesReceived, value);
  return peek(fd, value.readInt32LE(0));
}

/** The bytes that have not been acknowledged, oldest first. @throws TcpRepairFailed */
export function readUnacknowledged(fd: number, bytes: number): Buffer {
  return whileRepairing(fd, () => {
    setInt(fd, tcp, tcpOption.repairQueue, queue.send);
    return peek(fd, bytes);
  });
}

function peek(fd: number, bytes: number): Buffer {
  const buffer = Buffer.alloc(bytes);
  if (bytes > 0 && recv(fd, buffer, bytes, peekWithoutWaiting) !== bytes)
    throw new TcpRepairFailed('peek');
  return buffer;
}

/** Whatever happens to the socket now, it sends nothing: closing it is not noticed. */
export function mute(fd: number): void {
  setInt(fd, tcp, tcpOption.repair, repair.on);
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
  whileRepairing(fd, () => bind(fd, local));
}

/** EINVAL says that it is still bound, to the same port. */
function bind(fd: number, local: Buffer): void {
  if (bindSocket(fd, local, local.length) !== 0 && errnoName(errno()) !== 'EINVAL')
    throw new TcpRepairFailed('bind');
}

/**
 * Make an unconnected socket a connection as saved, without a handshake.
 * @param undelivered the last bytes sent that are not to count as sent
 * @returns `taken` when another socket, closed by its program, still holds the two addresses
 * @throws TcpRepairFailed
 */
export function restoreStream(
  fd: number,
  local: Buffer,
  peer: Buffer,
  stream: TcpStream,
  undelivered = 0,
): 'done' | 'taken' {
  return whileRepairing(fd, () => {
    bind(fd, local);
    const { sendSequence, receiveSequence, received } = stream;
    setInt(fd, tcp, tcpOption.repairQueue, queue.receive);
    setInt(fd, tcp, tcpOption.queueSeq, receiveSequence - received.length);
    setInt(fd, tcp, tcpOption.repairQueue, queue.send);
    setInt(fd, tcp, tcpOption.queueSeq, sendSequence - undelivered);
    if (connect(fd, peer, peer.length) !== 0) {
      if (['EADDRNOTAVAIL', 'EADDRINUSE'].includes(errnoName(errno()))) return 'taken';
      throw new TcpRepairFailed('connect');
    }
    const agreed = repairOptions(stream);
    if (setsockopt(fd, tcp, tcpOption.repairOptions, agreed, agreed.length) !== 0)
      throw new TcpRepairFailed('options');
    setInt(fd, tcp, tcpOption.timestamp, stream.timestamp);
    fill(fd, received);
    restoreWindow(fd, stream);
    return 'done';
  });
}

/** What the kernel takes at once is a stretch of pages: a long queue goes in pieces. */
function fill(fd: number, received: Buffer): void {
  if (received.length === 0) return;
  setInt(fd, tcp, tcpOption.repairQueue, queue.receive);
  for (let at = 0; at < received.length; at += piece) {
    const part = received.subarray(at, at + piece);
    if (send(fd, part, part.length, 0) !== part.length)
      throw new TcpRepairFailed('fill the receive queue');
  }
}

const piece = 1 << 15;

/** Room enough for whatever a stand-in says, and confirmed up to here. */
export function openWindow(receiveSequence: number): Buffer {
  const window = Buffer.alloc(20);
  [receiveSequence, wide, wide, wide, receiveSequence].forEach((word, i) =>
    window.writeUInt32LE(word >>> 0, i * 4),
  );
  return window;
}

const wide = 65535;

function restoreWindow(fd: number, { window: saved, receiveSequence }: TcpStream): void {
  if (saved === undefined) return;
  const window = Buffer.from(saved);
  // Where the end of the stream had come already, what is confirmed may lie one byte too far.
  for (const at of [0, 16])
    if (((window.readUInt32LE(at) - receiveSequence) | 0) > 0)
      window.writeUInt32LE(receiveSequence, at);
  if (setsockopt(fd, tcp, tcpOption.repairWindow, window, window.length) !== 0)
    throw new TcpRepairFailed('window');
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
