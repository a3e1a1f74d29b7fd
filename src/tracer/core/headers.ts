import { assert } from '../../support/assert.js';

/** A part of the file that is a stretch of memory, or the notes. */
export interface Header {
  readonly type: 'memory' | 'notes';
  /** `rw-` */
  readonly access: string;
  readonly address: number;
  readonly fileAt: number;
  readonly fileBytes: number;
  readonly memoryBytes: number;
}

export const fileHeaderBytes = 64;
export const headerBytes = 56;
/** More would need a section header to say how many (PN_XNUM, elf(5)). */
export const headersMax = 0xfffe;

/** The begin of an ELF64 core file of x86-64: the file's header and one for each part. */
export function elfHeaders(parts: readonly Header[]): Buffer {
  assert(parts.length <= headersMax, 'too many parts for a core file');
  const bytes = Buffer.alloc(fileHeaderBytes + headerBytes * parts.length);
  bytes.write('\x7fELF', 0, 'latin1');
  // 64 bits, little-endian, version 1.
  bytes.set([2, 1, 1], 4);
  bytes.writeUInt16LE(4, 16); // ET_CORE
  bytes.writeUInt16LE(62, 18); // EM_X86_64
  bytes.writeUInt32LE(1, 20);
  bytes.writeBigUInt64LE(BigInt(fileHeaderBytes), 32);
  bytes.writeUInt16LE(fileHeaderBytes, 52);
  bytes.writeUInt16LE(headerBytes, 54);
  bytes.writeUInt16LE(parts.length, 56);
  parts.forEach((part, i) => put(part, bytes.subarray(fileHeaderBytes + i * headerBytes)));
  return bytes;
}

function put(part: Header, into: Buffer): void {
  const isMemory = part.type === 'memory';
  into.writeUInt32LE(isMemory ? 1 : 4, 0); // PT_LOAD, PT_NOTE
  into.writeUInt32LE(accessBits(part.access), 4);
  const { fileAt, address, fileBytes, memoryBytes } = part;
  [fileAt, address, 0, fileBytes, memoryBytes, isMemory ? 4096 : 4].forEach((number, i) => {
    into.writeBigUInt64LE(BigInt(number), 8 + 8 * i);
  });
}

function accessBits(access: string): number {
  return ['x', 'w', 'r'].reduce((bits, one, i) => bits | (access.includes(one) ? 1 << i : 0), 0);
}
