import { connect, errno, send } from './ffi.js';
import { errnoName } from '../abi/errno.js';
import {
  bindAgain,
  repairOption,
  repairQueue,
  setTcp,
  setTcpBytes,
  TcpRepairFailed,
  whileRepairing,
} from './tcp-repair.js';
import type { TcpStream } from './tcp-stream.js';

/** TCPI_OPT_* */
const negotiated = { timestamps: 1, sack: 2, windowScale: 4 } as const;
/** What the kernel takes at once is a stretch of pages: a long queue goes in pieces. */
const piece = 1 << 15;
/** Room enough for whatever a stand-in says. */
const wide = 65535;

/** The last bytes that an end has sent and knows nothing of; `unconfirmed` have arrived. */
export interface Sent {
  readonly undelivered: number;
  readonly unconfirmed: number;
}

const allConfirmed: Sent = { undelivered: 0, unconfirmed: 0 };

/**
 * Make an unconnected socket a connection as saved, without a handshake.
 * @param sent the undelivered bytes of it are not to count as sent, the others as confirmed
 * @returns `taken` when another socket, closed by its program, still holds the two addresses
 * @throws TcpRepairFailed
 */
export function restoreStream(
  fd: number,
  local: Buffer,
  peer: Buffer,
  stream: TcpStream,
  sent = allConfirmed,
): 'done' | 'taken' {
  return whileRepairing(fd, () => {
    bindAgain(fd, local);
    const { sendSequence, receiveSequence, received } = stream;
    setTcp(fd, repairOption.queue, repairQueue.receive);
    setTcp(fd, repairOption.sequence, receiveSequence - received.length);
    setTcp(fd, repairOption.queue, repairQueue.send);
    setTcp(fd, repairOption.sequence, sendSequence - sent.undelivered);
    if (connect(fd, peer, peer.length) !== 0) {
      if (['EADDRNOTAVAIL', 'EADDRINUSE'].includes(errnoName(errno()))) return 'taken';
      throw new TcpRepairFailed('connect');
    }
    setTcpBytes(fd, repairOption.agreed, agreement(stream));
    setTcp(fd, repairOption.timestamp, stream.timestamp);
    fillReceived(fd, received);
    restoreWindow(fd, stream, sent);
    return 'done';
  });
}

/** Of a connection in repair: put bytes behind those that wait to be read. */
export function fillReceived(fd: number, received: Buffer): void {
  if (received.length === 0) return;
  setTcp(fd, repairOption.queue, repairQueue.receive);
  for (let at = 0; at < received.length; at += piece) {
    const part = received.subarray(at, at + piece);
    if (send(fd, part, part.length, 0) !== part.length)
      throw new TcpRepairFailed('fill the receive queue');
  }
}

/** A window that is wide open, and confirmed up to here. */
export function openWindow(receiveSequence: number): Buffer {
  const window = Buffer.alloc(20);
  [receiveSequence, wide, wide, wide, receiveSequence].forEach((word, i) =>
    window.writeUInt32LE(word >>> 0, i * 4),
  );
  return window;
}

function restoreWindow(
  fd: number,
  { window: saved, receiveSequence }: TcpStream,
  { unconfirmed }: Sent,
): void {
  if (saved === undefined) return;
  const window = Buffer.from(saved);
  // Where the end of the stream had come already, what is confirmed may lie one byte too far.
  for (const at of [0, 16])
    if (((window.readUInt32LE(at) - receiveSequence) | 0) > 0)
      window.writeUInt32LE(receiveSequence, at);
  // The window to send in begins behind what is confirmed (RFC 9293, 3.3.1): what begins later
  // now is as much smaller. Of data that is sent beyond what the other end has room for, nothing
  // comes again before a time limit of the kernel, and nothing may follow it until then.
  window.writeUInt32LE(Math.max(0, window.readUInt32LE(4) - unconfirmed), 4);
  setTcpBytes(fd, repairOption.window, window);
}

/** struct tcp_repair_opt[]: what the two ends agreed on in their handshake. */
function agreement({ maxSegment, options, scales }: TcpStream): Buffer {
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
