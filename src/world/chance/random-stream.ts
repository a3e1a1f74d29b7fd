import { createCipheriv, createHash } from 'node:crypto';

const cipher = 'aes-256-ctr';
const blockBytes = 16;

/** Bytes that nobody can tell from random ones, and that depend only on the name of the stream. */
export class RandomStream {
  private readonly key: Buffer;

  constructor(name: string) {
    this.key = createHash('sha256').update(name).digest();
  }

  /** @param from how many bytes come before them */
  bytes(from: number, length: number): Buffer {
    const counter = Buffer.alloc(blockBytes);
    counter.writeBigUInt64BE(BigInt(Math.floor(from / blockBytes)), 8);
    const skipped = from % blockBytes;
    const stream = createCipheriv(cipher, this.key, counter);
    return stream.update(Buffer.alloc(skipped + length)).subarray(skipped);
  }
}
