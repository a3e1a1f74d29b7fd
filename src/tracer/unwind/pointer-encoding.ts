import type { ByteReader } from './byte-reader.js';

/** DW_EH_PE_omit: the value is not there at all. */
export const omitted = 0xff;

/** What a relative pointer counts from; all are file addresses. */
export interface PointerBases {
  /** The address of the first byte of the reader's buffer. */
  readonly section: number;
  /** For DW_EH_PE_datarel, which only `.eh_frame_hdr` uses: its own address. */
  readonly data: number;
}

/**
 * Reads a pointer in one of the DW_EH_PE encodings (Linux Standard Base 5, 10.5.1). Throws
 * RangeError for encodings that x86-64 toolchains do not write (text- and function-relative,
 * aligned). An indirect pointer is given as the address of the pointer.
 */
export function readPointer(reader: ByteReader, encoding: number, bases: PointerBases): number {
  const position = bases.section + reader.at;
  const value = readValue(reader, encoding & 0x0f);
  switch (encoding & 0x70) {
    case 0x00:
      return value;
    case 0x10:
      return position + value;
    case 0x30:
      return bases.data + value;
    default:
      throw new RangeError(`pointer encoding ${String(encoding)}`);
  }
}

/** Reads the value itself, as for lengths, which are never relative. */
export function readValue(reader: ByteReader, format: number): number {
  switch (format & 0x0f) {
    case 0x00:
    case 0x04:
      return Number(reader.u64());
    case 0x01:
      return Number(reader.uleb());
    case 0x02:
      return reader.u16();
    case 0x03:
      return reader.u32();
    case 0x09:
      return Number(reader.sleb());
    case 0x0a:
      return reader.i16();
    case 0x0b:
      return reader.i32();
    case 0x0c:
      return Number(reader.i64());
    default:
      throw new RangeError(`pointer format ${String(format)}`);
  }
}
