import { readSync, writeSync } from 'node:fs';
import { close, recv } from '../../kernel/ffi.js';
import { frame } from './framing.js';
import { PacketReader, type Message } from './packet-reader.js';

const dontWait = 0x40; // MSG_DONTWAIT
const chunkBytes = 1 << 16;

/** The line to gdb: a stream socket, blocking. */
export class Connection implements Disposable {
  private readonly reader = new PacketReader();
  private readonly chunk = Buffer.alloc(chunkBytes);
  private acknowledges = true;
  private isOpen = true;

  constructor(private readonly fd: number) {}

  /** The next message; undefined when gdb has gone. */
  receive(): Message | undefined {
    for (;;) {
      const message = this.reader.next();
      if (message !== undefined) return this.acknowledged(message);
      const length = this.read();
      if (length === 0) return undefined;
      this.reader.feed(this.chunk.subarray(0, length));
    }
  }

  /** What has come meanwhile, without waiting. */
  glance(): Message | 'gone' | undefined {
    const length = recv(this.fd, this.chunk, chunkBytes, dontWait);
    if (length === 0) return 'gone';
    if (length > 0) this.reader.feed(this.chunk.subarray(0, length));
    const message = this.reader.next();
    return message && this.acknowledged(message);
  }

  send(payload: string): void {
    this.write(frame(payload));
  }

  /** It was agreed that nothing is acknowledged any more. */
  trust(): void {
    this.acknowledges = false;
  }

  [Symbol.dispose](): void {
    if (this.isOpen) close(this.fd);
    this.isOpen = false;
  }

  private acknowledged(message: Message): Message {
    if (this.acknowledges && message.kind !== 'interrupt')
      this.write(Buffer.from(message.kind === 'packet' ? '+' : '-'));
    return message;
  }

  /** A gdb that was killed reads nothing; the next read says so. */
  private write(bytes: Buffer): void {
    try {
      for (let written = 0; written < bytes.length;)
        written += writeSync(this.fd, bytes, written, bytes.length - written);
    } catch {
      // It is found out by the next read.
    }
  }

  private read(): number {
    try {
      return readSync(this.fd, this.chunk, 0, chunkBytes, null);
    } catch {
      return 0;
    }
  }
}
