import { ioctl, recv } from './ffi.js';
import { tcpInfo } from './tcp-info.js';
import {
  getTcp,
  getTcpBytes,
  repairOption,
  repairQueue,
  setTcp,
  TcpRepairFailed,
  whileRepairing,
} from './tcp-repair.js';

const bytesReceived = 0x541b; // SIOCINQ
const bytesUnacknowledged = 0x5411; // SIOCOUTQ
const peekWithoutWaiting = 0x42;
const windowBytes = 20;

const value = Buffer.alloc(4);

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

/** Look at a connection without changing it. @throws TcpRepairFailed */
export function readStream(fd: number, ends: Ends): TcpStream {
  const info = tcpInfo(fd);
  if (info === undefined) throw new TcpRepairFailed('TCP_INFO');
  const { options, scales } = info;
  return whileRepairing(fd, () => {
    const window = getTcpBytes(fd, repairOption.window, windowBytes);
    const timestamp = getTcp(fd, repairOption.timestamp);
    const maxSegment = getTcp(fd, repairOption.maxSegment);
    setTcp(fd, repairOption.queue, repairQueue.send);
    const sendSequence = (getTcp(fd, repairOption.sequence) - Number(ends.finSent)) >>> 0;
    ioctl(fd, bytesUnacknowledged, value);
    const unacknowledged = value.readInt32LE(0);
    setTcp(fd, repairOption.queue, repairQueue.receive);
    const receiveSequence = (getTcp(fd, repairOption.sequence) - Number(ends.finReceived)) >>> 0;
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

/**
 * The bytes that have not been acknowledged, oldest first; some of the first ones may have been
 * since they were counted. @throws TcpRepairFailed
 */
export function readUnacknowledged(fd: number, bytes: number): Buffer {
  return whileRepairing(fd, () => {
    setTcp(fd, repairOption.queue, repairQueue.send);
    const buffer = Buffer.alloc(bytes);
    return buffer.subarray(0, Math.max(0, recv(fd, buffer, bytes, peekWithoutWaiting)));
  });
}

function peek(fd: number, bytes: number): Buffer {
  const buffer = Buffer.alloc(bytes);
  if (bytes > 0 && recv(fd, buffer, bytes, peekWithoutWaiting) !== bytes)
    throw new TcpRepairFailed('peek');
  return buffer;
}
