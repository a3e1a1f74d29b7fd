import type { ByteSource } from '../elf/byte-source.js';
import { parseElfHeader, segmentType, type ElfHeader } from '../elf/elf-header.js';
import { buildIdOf } from '../elf/elf-properties.js';
import { readSymbolTable, type SymbolTable } from '../elf/symbol-table.js';
import { readCallFrameTable, type CallFrameTable } from '../unwind/call-frame-table.js';

/** What unwinding and naming need of an ELF file; holds no file open. */
export interface Image {
  readonly header: ElfHeader;
  readonly buildId: string | undefined;
  readonly callFrames: CallFrameTable | undefined;
  readonly symbols: SymbolTable;
}

/** Undefined for what is no ELF64 file. */
export function readImage(source: ByteSource): Image | undefined {
  const header = parseElfHeader(source);
  if (header === undefined) return undefined;
  return {
    header,
    buildId: buildIdOf(source, header),
    callFrames: readCallFrameTable(source, header),
    symbols: readSymbolTable(source, header),
  };
}

/**
 * The file address (as symbol tables count) of the byte at `fileOffset` of a segment that is
 * loaded executable or not; linkers may put a page into two segments, hence `executable`.
 */
export function fileAddress(
  header: ElfHeader,
  fileOffset: number,
  executable: boolean,
): number | undefined {
  const holds = header.segments.find(
    (segment) =>
      segment.type === segmentType.load &&
      segment.executable === executable &&
      fileOffset >= pageStart(segment.offset) &&
      fileOffset < segment.offset + segment.fileSize,
  );
  return holds && holds.address + (fileOffset - holds.offset);
}

function pageStart(offset: number): number {
  return offset - (offset % 4096);
}
