import { lastAtMost } from '../elf/ordered-search.js';
import { ByteReader } from './byte-reader.js';
import { nextEntry, readFrameDescription, type FrameSection } from './frame-description.js';
import { readPointer } from './pointer-encoding.js';

/** Gives the offset in `.eh_frame` of the FDE that may cover a file address. */
export interface EhFrameIndex {
  candidate(address: number): number | undefined;
}

/** The encoding that every linker gives the search table: datarel | sdata4. */
const searchTableEncoding = 0x3b;

/** Where `.eh_frame` begins, as `.eh_frame_hdr` says (LSB 5, 10.6.2). Throws RangeError. */
export function ehFrameAddress(header: FrameSection): number {
  const reader = new ByteReader(header.bytes, 4);
  return readPointer(reader, header.bytes.readUInt8(1), bases(header));
}

/** Undefined where the header has no search table, or not the usual one. Throws RangeError. */
export function tableIndex(header: FrameSection, section: FrameSection): EhFrameIndex | undefined {
  const { bytes } = header;
  if (bytes.readUInt8(0) !== 1 || bytes.readUInt8(3) !== searchTableEncoding) return undefined;
  const reader = new ByteReader(bytes, 4);
  readPointer(reader, bytes.readUInt8(1), bases(header));
  const count = readPointer(reader, bytes.readUInt8(2), bases(header));
  const table = reader.block(count * 8);
  return {
    candidate(address) {
      const relative = address - header.address;
      let low = 0;
      let high = count;
      while (low < high) {
        const middle = (low + high) >>> 1;
        if (table.readInt32LE(middle * 8) <= relative) low = middle + 1;
        else high = middle;
      }
      if (low === 0) return undefined;
      return header.address + table.readInt32LE(low * 8 - 4) - section.address;
    },
  };
}

/**
 * Reads all of `.eh_frame`: for static programs, which gcc links without a header. A malformed
 * entry ends the scan; what came before it stays of use.
 */
export function scannedIndex(section: FrameSection): EhFrameIndex {
  const found: { start: number; offset: number }[] = [];
  let offset: number | undefined = 0;
  while (offset !== undefined) {
    const start = startOf(section, offset);
    if (start !== undefined) found.push({ start, offset });
    offset = nextEntry(section, offset);
  }
  found.sort((a, b) => a.start - b.start);
  const starts = Float64Array.from(found, ({ start }) => start);
  return { candidate: (address) => found[lastAtMost(starts, address)]?.offset };
}

function startOf(section: FrameSection, offset: number): number | undefined {
  try {
    return readFrameDescription(section, offset)?.start;
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

function bases(header: FrameSection): { section: number; data: number } {
  return { section: header.address, data: header.address };
}
