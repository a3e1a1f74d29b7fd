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

const fileHeaderBytes = 64;
const headerBytes = 56;
const sectionBytes = 64;
/** What the file's header says where a section header has to say how many there are (PN_XNUM). */
const tooMany = 0xffff;

/** What the headers of so many parts take. */
export function headersLength(count: number): number {
  return fileHeaderBytes + headerBytes * count + (count < tooMany ? 0 : sectionBytes);
}

/** The begin of an ELF64 core file of x86-64: the file's header and one for each part. */
export function elfHeaders(parts: readonly Header[]): Buffer {
  const bytes = Buffer.alloc(headersLength(parts.length));
  bytes.write('\x7fELF', 0, 'latin1');
  // 64 bits, little-endian, version 1.
  bytes.set([2, 1, 1], 4);
  bytes.writeUInt16LE(4, 16); // ET_CORE
  bytes.writeUInt16LE(62, 18); // EM_X86_64
  bytes.writeUInt32LE(1, 20);
  bytes.writeBigUInt64LE(BigInt(fileHeaderBytes), 32);
  bytes.writeUInt16LE(fileHeaderBytes, 52);
  bytes.writeUInt16LE(headerBytes, 54);
  bytes.writeUInt16LE(Math.min(parts.length, tooMany), 56);
  if (parts.length >= tooMany) putCount(parts.length, bytes);
  parts.forEach((part, i) => put(part, bytes.subarray(fileHeaderBytes + i * headerBytes)));
  return bytes;
}

/** The one section, which is none: its field sh_info says how many parts there are (elf(5)). */
function putCount(count: number, into: Buffer): void {
  const at = into.length - sectionBytes;
  into.writeBigUInt64LE(BigInt(at), 40);
  into.writeUInt16LE(sectionBytes, 58);
  into.writeUInt16LE(1, 60);
  into.writeUInt32LE(1, at + 32);
  into.writeUInt32LE(count, at + 44);
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
