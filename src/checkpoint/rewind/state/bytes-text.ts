import { hash } from 'node:crypto';

const short = 256;
const known = new WeakMap<Buffer, string>();

/** Bytes as a text of moderate length, equal where they are. What is saved never changes. */
export function bytesText(bytes: Buffer): string {
  if (bytes.length <= short) return bytes.toString('hex');
  const before = known.get(bytes);
  if (before !== undefined) return before;
  const text = digestText(bytes);
  known.set(bytes, text);
  return text;
}

/** SHA-256: what OpenSSL computes fastest where processors help. */
export function digestText(bytes: Buffer | string): string {
  return hash('sha256', bytes, 'base64');
}
