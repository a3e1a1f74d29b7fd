/** Bytes that a call has to move. */
export interface Segment {
  readonly address: number;
  readonly length: number;
}

/** Reads memory of the program that makes a call; less where there is less. */
export type ReadProgram = (address: number, length: number) => Buffer;

export const vectorBytes = 16;
/** Of struct iovec: where its length stands. */
export const lengthAt = 8;
const vectorsMax = 1024;
const headBytes = 32;

/** An array of struct iovec (readv(2)). */
export function ioVectors(read: ReadProgram, address: number, count: number): readonly Segment[] {
  const bytes = read(address, Math.min(count, vectorsMax) * vectorBytes);
  return Array.from({ length: Math.floor(bytes.length / vectorBytes) }, (_, i) => ({
    address: Number(bytes.readBigUInt64LE(i * vectorBytes)),
    length: Number(bytes.readBigUInt64LE(i * vectorBytes + lengthAt)),
  }));
}

/** Where struct msghdr has its array of struct iovec (recvmsg(2)). */
export function vectorsOfMessage(
  read: ReadProgram,
  message: number,
): { readonly at: number; readonly count: number } {
  const head = read(message, headBytes);
  if (head.length < headBytes) return { at: 0, count: 0 };
  return { at: Number(head.readBigUInt64LE(16)), count: Number(head.readBigUInt64LE(24)) };
}
