import { readMemory } from '../../kernel/process-memory.js';
import { ioVectors, type ReadProgram, type Segment } from '../../tracer/io-vectors.js';

/** Offsets in struct msghdr; struct mmsghdr is 8 bytes longer (sendmmsg(2)). */
const at = { name: 0, nameLength: 8, areas: 16, areaCount: 24 } as const;
const [headerBytes, oneOfManyBytes] = [56, 64];
/** UIO_MAXIOV: more are refused. */
const most = 1024;

/** A struct msghdr of a program: where its address and its bytes lie. */
export interface MessageHeader {
  readonly name: Segment;
  readonly areas: readonly Segment[];
}

/** @returns undefined where it cannot be read */
export function messageAt(tid: number, address: number): MessageHeader | undefined {
  const header = readMemory(tid, address, headerBytes);
  if (header.length < headerBytes) return undefined;
  const word = (offset: number): number => Number(header.readBigUInt64LE(offset));
  return {
    name: { address: word(at.name), length: header.readUInt32LE(at.nameLength) },
    areas: ioVectors(memoryOf(tid), word(at.areas), word(at.areaCount)),
  };
}

/** The messages of an array of struct mmsghdr, as far as it can be read. */
export function messagesAt(tid: number, address: number, count: number): readonly MessageHeader[] {
  return Array.from({ length: Math.min(Math.max(count, 0), most) }, (_, i) =>
    messageAt(tid, address + i * oneOfManyBytes),
  ).filter((message) => message !== undefined);
}

export function memoryOf(tid: number): ReadProgram {
  return (address, length) => readMemory(tid, address, length);
}
