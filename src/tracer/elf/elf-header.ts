import type { ByteSource } from './byte-source.js';

/** What an ELF file is for, before anything else of it is looked at (elf(5), e_ident). */
interface ElfIdentity {
  readonly bits: 32 | 64;
  readonly littleEndian: boolean;
  /** e_type: 2 is a fixed-address executable, 3 a shared object or a PIE. */
  readonly type: number;
  /** e_machine: 62 is x86-64. */
  readonly machine: number;
}

export interface Segment {
  readonly type: number;
  readonly executable: boolean;
  readonly offset: number;
  readonly address: number;
  readonly fileSize: number;
}

export interface Section {
  readonly name: string;
  readonly type: number;
  readonly address: number;
  readonly offset: number;
  readonly size: number;
  readonly link: number;
}

export interface ElfHeader {
  readonly identity: ElfIdentity;
  readonly entry: number;
  readonly segments: readonly Segment[];
  /** Empty where the section headers were stripped. */
  readonly sections: readonly Section[];
}

export const machineX8664 = 62;

export const segmentType = {
  load: 1,
  dynamic: 2,
  interpreter: 3,
  note: 4,
  ehFrameHeader: 0x6474e550,
} as const;

const headerSize = 64;
const segmentHeaderSize = 56;
const sectionHeaderSize = 64;

/** Undefined for what is no ELF file. */
export function identifyElf(source: ByteSource): ElfIdentity | undefined {
  const head = source(0, 20);
  if (head?.readUInt32BE(0) !== 0x7f454c46) return undefined;
  const littleEndian = head[5] === 1;
  const [type, machine] = littleEndian
    ? [head.readUInt16LE(16), head.readUInt16LE(18)]
    : [head.readUInt16BE(16), head.readUInt16BE(18)];
  return { bits: head[4] === 2 ? 64 : 32, littleEndian, type, machine };
}

/** Undefined for what is no little-endian ELF64 file, or a damaged one. */
export function parseElfHeader(source: ByteSource): ElfHeader | undefined {
  const identity = identifyElf(source);
  if (identity?.bits !== 64 || !identity.littleEndian) return undefined;
  const head = source(0, headerSize);
  if (head === undefined) return undefined;
  const segments = parseSegments(source, head);
  if (segments === undefined) return undefined;
  return { identity, entry: word(head, 24), segments, sections: parseSections(source, head) };
}

/** A 64-bit field as a number: file offsets and user addresses fit below 2^53. */
export function word(bytes: Buffer, at: number): number {
  return bytes.readUInt32LE(at) + bytes.readUInt32LE(at + 4) * 0x1_0000_0000;
}

function parseSegments(source: ByteSource, head: Buffer): Segment[] | undefined {
  const count = head.readUInt16LE(56);
  const table = source(word(head, 32), count * segmentHeaderSize);
  if (table === undefined) return undefined;
  return Array.from({ length: count }, (_, index) => {
    const entry = table.subarray(index * segmentHeaderSize);
    return {
      type: entry.readUInt32LE(0),
      executable: (entry.readUInt32LE(4) & 1) !== 0,
      offset: word(entry, 8),
      address: word(entry, 16),
      fileSize: word(entry, 32),
    };
  });
}

/** Nothing at run time needs section headers, so a file without them, or cut short, is fine. */
function parseSections(source: ByteSource, head: Buffer): Section[] {
  const count = head.readUInt16LE(60);
  const table = source(word(head, 40), count * sectionHeaderSize);
  if (count === 0 || table === undefined) return [];
  const namesEntry = table.subarray(head.readUInt16LE(62) * sectionHeaderSize);
  if (namesEntry.length < sectionHeaderSize) return [];
  const names = source(word(namesEntry, 24), word(namesEntry, 32));
  if (names === undefined) return [];
  return Array.from({ length: count }, (_, index) => {
    const entry = table.subarray(index * sectionHeaderSize);
    return {
      name: stringAt(names, entry.readUInt32LE(0)),
      type: entry.readUInt32LE(4),
      address: word(entry, 16),
      offset: word(entry, 24),
      size: word(entry, 32),
      link: entry.readUInt32LE(40),
    };
  });
}

/** The NUL-terminated string at `offset`; empty outside the table. */
export function stringAt(table: Buffer, offset: number): string {
  if (offset >= table.length) return '';
  const end = table.indexOf(0, offset);
  return table.toString('latin1', offset, end < 0 ? table.length : end);
}
