import type { ByteSource } from './byte-source.js';
import { segmentType, word, type ElfHeader } from './elf-header.js';

const sectionTypeRela = 4;
const entrySize = 24;
/** R_X86_64_64 and R_X86_64_RELATIVE: a symbol's address, or the file's own. */
const relocationOf = { symbol: 1, relative: 8 } as const;

/** The data of a file as it lies in memory once it is loaded at address 0. */
export class FileMemory {
  private readonly pointers = new Map<number, number>();

  constructor(
    private readonly source: ByteSource,
    private readonly header: ElfHeader,
  ) {
    for (const section of header.sections)
      if (section.type === sectionTypeRela) this.relocate(section);
  }

  /** Undefined where the file has nothing for all of it. */
  bytes(address: number, length: number): Buffer | undefined {
    const holder = this.header.segments.find(
      (segment) =>
        segment.type === segmentType.load &&
        address >= segment.address &&
        address + length <= segment.address + segment.fileSize,
    );
    return holder && this.source(holder.offset + address - holder.address, length);
  }

  /** Linkers of today leave the address in the table of relocations, and zeros in its place. */
  pointer(address: number): number | undefined {
    const relocated = this.pointers.get(address);
    if (relocated !== undefined) return relocated;
    const bytes = this.bytes(address, 8);
    return bytes && word(bytes, 0);
  }

  /** Ends at a NUL, or where the file does. */
  text(address: number, longest = 4096): string | undefined {
    for (let length = longest; length >= 1; length = Math.floor(length / 2)) {
      const bytes = this.bytes(address, length);
      const end = bytes?.indexOf(0) ?? -1;
      if (bytes !== undefined && end >= 0) return bytes.toString('utf8', 0, end);
    }
    return undefined;
  }

  private relocate({ offset, size, link }: ElfHeader['sections'][number]): void {
    const entries = this.source(offset, size) ?? Buffer.alloc(0);
    const table = this.header.sections[link];
    const symbols = table && this.source(table.offset, table.size);
    for (let at = 0; at + entrySize <= entries.length; at += entrySize) {
      const type = entries.readUInt32LE(at + 8);
      const symbol = entries.readUInt32LE(at + 12) * entrySize;
      const addend = word(entries, at + 16);
      if (type === relocationOf.relative) this.pointers.set(word(entries, at), addend);
      else if (type === relocationOf.symbol && symbols && symbol + entrySize <= symbols.length)
        this.pointers.set(word(entries, at), word(symbols, symbol + 8) + addend);
    }
  }
}
