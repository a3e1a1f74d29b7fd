import { readSync, writeSync } from 'node:fs';

const chunkBytes = 64 * 1024;

/** Reads lines from a descriptor, blocking; the worker has nothing else to do meanwhile. */
export class LineReader {
  private buffered = '';
  private readonly chunk = Buffer.alloc(chunkBytes);
  private readonly decoder = new TextDecoder();

  constructor(private readonly fd: number) {}

  /** @returns undefined at the end of the stream */
  next(): string | undefined {
    for (;;) {
      const end = this.buffered.indexOf('\n');
      if (end >= 0) {
        const line = this.buffered.slice(0, end);
        this.buffered = this.buffered.slice(end + 1);
        return line;
      }
      const got = readSync(this.fd, this.chunk, 0, chunkBytes, null);
      if (got === 0) return undefined;
      this.buffered += this.decoder.decode(this.chunk.subarray(0, got), { stream: true });
    }
  }
}

/** Write all of a line, however small the pipe. */
export function writeLine(fd: number, value: unknown): void {
  const bytes = Buffer.from(`${JSON.stringify(value)}\n`);
  for (let written = 0; written < bytes.length;)
    written += writeSync(fd, bytes, written, bytes.length - written);
}
