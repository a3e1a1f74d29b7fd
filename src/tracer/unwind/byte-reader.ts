/**
 * Walks through a table of DWARF. Reading past the end throws Buffer's RangeError, which the
 * owner of a table takes for "this table says nothing here".
 */
export class ByteReader {
  constructor(
    readonly bytes: Buffer,
    public at: number,
  ) {}

  u8(): number {
    return this.bytes.readUInt8(this.advance(1));
  }

  u16(): number {
    return this.bytes.readUInt16LE(this.advance(2));
  }

  u32(): number {
    return this.bytes.readUInt32LE(this.advance(4));
  }

  i8(): number {
    return this.bytes.readInt8(this.advance(1));
  }

  i16(): number {
    return this.bytes.readInt16LE(this.advance(2));
  }

  i32(): number {
    return this.bytes.readInt32LE(this.advance(4));
  }

  u64(): bigint {
    return this.bytes.readBigUInt64LE(this.advance(8));
  }

  i64(): bigint {
    return this.bytes.readBigInt64LE(this.advance(8));
  }

  /** Unsigned LEB128 (DWARF 5, section 7.6). */
  uleb(): bigint {
    return this.leb().value;
  }

  /** Signed LEB128. */
  sleb(): bigint {
    const { value, bits } = this.leb();
    return BigInt.asIntN(bits, value);
  }

  string(): string {
    const end = this.bytes.indexOf(0, this.at);
    const text = this.bytes.toString('latin1', this.at, end);
    this.at = end < 0 ? this.bytes.length + 1 : end + 1;
    return text;
  }

  /** The next `length` bytes, without copying. */
  block(length: number): Buffer {
    const start = this.advance(length);
    if (this.at > this.bytes.length) throw new RangeError('block past the end');
    return this.bytes.subarray(start, this.at);
  }

  private advance(length: number): number {
    const start = this.at;
    this.at += length;
    return start;
  }

  private leb(): { value: bigint; bits: number } {
    let value = 0n;
    let bits = 0;
    for (;;) {
      const byte = this.u8();
      value |= BigInt(byte & 0x7f) << BigInt(bits);
      bits += 7;
      if (byte < 0x80) return { value, bits };
      if (bits >= 70) throw new RangeError('LEB128 of more than 64 bits');
    }
  }
}
