import { fcntl, openFile, pipe2, readBytes, splice, tee, writeBytes } from './ffi.js';
import { OwnedFd } from './pidfd.js';
import { queuedBytes } from './socket.js';

const setSize = 1031; // F_SETPIPE_SZ
const getSize = 1032; // F_GETPIPE_SZ
const closeOnExec = 0o2000000;
const nonBlocking = 0o4000;
const packetMode = 0o40000; // O_DIRECT
const pathOnly = 0o10000000; // O_PATH
const nonBlockingMove = 2; // SPLICE_F_NONBLOCK
const pageBytes = 4096;

/** What one slot of a pipe holds: at most a page. A packet is read whole or cut (pipe(2)). */
export interface PipeBuffer {
  readonly bytes: Buffer;
  readonly isPacket: boolean;
}

export const access = { read: 0, write: 1, both: 2 } as const;

/** @returns bytes of room; undefined when the descriptor is no pipe */
export function pipeCapacity(fd: number): number | undefined {
  const size = fcntl(fd, getSize, 0);
  return size > 0 ? size : undefined;
}

/** @returns whether the kernel allowed it */
export function setPipeCapacity(fd: number, bytes: number): boolean {
  return pipeCapacity(fd) === bytes || fcntl(fd, setSize, bytes) >= bytes;
}

/**
 * Something that keeps the pipe's inode and counts neither as a reader nor as a writer: ends of
 * the same pipe can be opened from it even when all have been closed.
 */
export function pipeHandle(fd: number): OwnedFd | undefined {
  return opened(fd, pathOnly);
}

/** Open one end anew; of a FIFO the other one must be open. */
export function openPipeEnd(handle: number, mode: number): OwnedFd | undefined {
  return opened(handle, mode | nonBlocking);
}

function opened(fd: number, flags: number): OwnedFd | undefined {
  const end = openFile(`/proc/self/fd/${String(fd)}`, flags | closeOnExec);
  return end < 0 ? undefined : new OwnedFd(end);
}

/**
 * Look at what is in a pipe, slot by slot, without taking it out: tee(2) into a pipe of ours, and
 * from there into one that has room for a single slot.
 * @returns undefined when it could not be seen whole
 */
export function peekPipe(reader: number): readonly PipeBuffer[] | undefined {
  const total = queuedBytes(reader);
  if (total === 0) return [];
  using all = new ScratchPipe(pipeCapacity(reader) ?? pageBytes);
  using one = new ScratchPipe(pageBytes);
  using probe = new ScratchPipe(pageBytes);
  if (tee(reader, all.writer, total, nonBlockingMove) !== total) return undefined;
  const buffers: PipeBuffer[] = [];
  while (splice(all.reader, null, one.writer, null, total, nonBlockingMove) > 0) {
    const isPacket = one.holdsPacket(probe);
    buffers.push({ bytes: one.take(), isPacket });
  }
  return buffers;
}

/** Take everything out. */
export function drainPipe(reader: number): void {
  const rubbish = Buffer.allocUnsafe(1 << 16);
  while (queuedBytes(reader) > 0) if (readBytes(reader, rubbish, rubbish.length) <= 0) return;
}

/**
 * Put buffers into an empty pipe, each into a slot of its own. What is moved by splice(2) is not
 * added to by later writes, what is written is: so the last one is written.
 * @returns whether all went in
 */
export function fillPipe(writer: number, buffers: readonly PipeBuffer[]): boolean {
  using plain = new ScratchPipe(pageBytes);
  using packets = new ScratchPipe(pageBytes, packetMode);
  return buffers.every(({ bytes, isPacket }, i) => {
    if (!isPacket && i === buffers.length - 1)
      return writeBytes(writer, bytes, bytes.length) === bytes.length;
    const scratch = isPacket ? packets : plain;
    writeBytes(scratch.writer, bytes, bytes.length);
    const moved = splice(scratch.reader, null, writer, null, bytes.length, nonBlockingMove);
    return moved === bytes.length;
  });
}

class ScratchPipe implements Disposable {
  readonly reader: number;
  readonly writer: number;
  private readonly ends: readonly OwnedFd[];

  constructor(capacity: number, flags = 0) {
    const fds = Buffer.alloc(8);
    pipe2(fds, closeOnExec | nonBlocking | flags);
    [this.reader, this.writer] = [fds.readInt32LE(0), fds.readInt32LE(4)];
    this.ends = [new OwnedFd(this.reader), new OwnedFd(this.writer)];
    setPipeCapacity(this.writer, capacity);
  }

  take(): Buffer {
    const bytes = Buffer.alloc(pageBytes);
    return bytes.subarray(0, Math.max(0, readBytes(this.reader, bytes, pageBytes)));
  }

  /** A packet of which a byte is read loses the rest; where there is no rest it does not matter. */
  holdsPacket(probe: ScratchPipe): boolean {
    const length = queuedBytes(this.reader);
    if (length < 2) return false;
    tee(this.reader, probe.writer, length, nonBlockingMove);
    readBytes(probe.reader, Buffer.alloc(1), 1);
    const isPacket = queuedBytes(probe.reader) === 0;
    drainPipe(probe.reader);
    return isPacket;
  }

  [Symbol.dispose](): void {
    for (const end of this.ends) end[Symbol.dispose]();
  }
}
