import { readMemory } from '../../kernel/process-memory.js';

/** Offsets in struct msghdr; struct mmsghdr is 8 bytes longer (sendmmsg(2)). */
const at = { name: 0, nameLength: 8, areas: 16, areaCount: 24 } as const;
const [headerBytes, oneOfManyBytes, vectorBytes] = [56, 64, 16];
/** UIO_MAXIOV: more of either are refused. */
const most = 1024;

interface Area {
  readonly address: number;
  readonly length: number;
}

/** A struct msghdr of a program: where its address and its bytes lie. */
export interface MessageHeader {
  readonly name: Area;
  readonly areas: readonly Area[];
}

/** @returns undefined where it cannot be read */
export function messageAt(tid: number, address: number): MessageHeader | undefined {
  const header = readMemory(tid, address, headerBytes);
  if (header.length < headerBytes) return undefined;
  const word = (offset: number): number => Number(header.readBigUInt64LE(offset));
  return {
    name: { address: word(at.name), length: header.readUInt32LE(at.nameLength) },
    areas: areasAt(tid, word(at.areas), word(at.areaCount)),
  };
}

/** The messages of an array of struct mmsghdr, as far as it can be read. */
export function messagesAt(tid: number, address: number, count: number): readonly MessageHeader[] {
  return Array.from({ length: Math.min(Math.max(count, 0), most) }, (_, i) =>
    messageAt(tid, address + i * oneOfManyBytes),
  ).filter((message) => message !== undefined);
}

/** An array of struct iovec. */
export function areasAt(tid: number, address: number, count: number): readonly Area[] {
  const bytes = readMemory(tid, address, Math.min(count, most) * vectorBytes);
  return Array.from({ length: Math.floor(bytes.length / vectorBytes) }, (_, i) => ({
    address: Number(bytes.readBigUInt64LE(i * vectorBytes)),
    length: Number(bytes.readBigUInt64LE(i * vectorBytes + 8)),
  }));
}
