import type { ByteSource } from '../elf/byte-source.js';
import { segmentType, type ElfHeader, type Segment } from '../elf/elf-header.js';
import { rowAt } from './call-frame-program.js';
import type { CallFrameRow } from './call-frame-row.js';
import { ehFrameAddress, scannedIndex, tableIndex, type EhFrameIndex } from './eh-frame-index.js';
import { readFrameDescription, type FrameSection } from './frame-description.js';

/** A program that runs code at ever new addresses must not fill the memory with rows. */
const maxCachedRows = 65_536;

/** The call frame information of one ELF file; remembers the row of every pc it was asked for. */
export class CallFrameTable {
  private readonly rows = new Map<number, CallFrameRow | undefined>();

  constructor(
    private readonly section: FrameSection,
    private readonly index: EhFrameIndex,
  ) {}

  /** The row at a file address; undefined where nothing, or nothing sound, covers it. */
  rowAt(address: number): CallFrameRow | undefined {
    if (this.rows.has(address)) return this.rows.get(address);
    const row = soundly(() => this.compute(address));
    if (this.rows.size >= maxCachedRows) this.rows.clear();
    this.rows.set(address, row);
    return row;
  }

  private compute(address: number): CallFrameRow | undefined {
    const offset = this.index.candidate(address);
    if (offset === undefined) return undefined;
    const description = readFrameDescription(this.section, offset);
    if (description === undefined) return undefined;
    if (address < description.start || address >= description.end) return undefined;
    return rowAt(description, address);
  }
}

/**
 * Finds the tables of a file: through PT_GNU_EH_FRAME, which survives the stripping of section
 * headers, or else through the section header of `.eh_frame`. Undefined where there is neither.
 */
export function readCallFrameTable(
  source: ByteSource,
  header: ElfHeader,
): CallFrameTable | undefined {
  return soundly(() => {
    const segment = header.segments.find(({ type }) => type === segmentType.ehFrameHeader);
    const hdr = segment && readSection(source, segment.address, segment.offset, segment.fileSize);
    const section = namedSection(source, header) ?? (hdr && pointedSection(source, header, hdr));
    if (section === undefined) return undefined;
    const table = hdr && soundly(() => tableIndex(hdr, section));
    return new CallFrameTable(section, table ?? scannedIndex(section));
  });
}

function namedSection(source: ByteSource, header: ElfHeader): FrameSection | undefined {
  const section = header.sections.find(({ name }) => name === '.eh_frame');
  return section && readSection(source, section.address, section.offset, section.size);
}

/** Without section headers the end is unknown: everything up to the end of the segment. */
function pointedSection(
  source: ByteSource,
  header: ElfHeader,
  hdr: FrameSection,
): FrameSection | undefined {
  const address = ehFrameAddress(hdr);
  const holds = ({ type, address: start, fileSize }: Segment): boolean =>
    type === segmentType.load && address >= start && address < start + fileSize;
  const segment = header.segments.find(holds);
  if (segment === undefined) return undefined;
  const skip = address - segment.address;
  return readSection(source, address, segment.offset + skip, segment.fileSize - skip);
}

function readSection(
  source: ByteSource,
  address: number,
  offset: number,
  size: number,
): FrameSection | undefined {
  const bytes = source(offset, size);
  return bytes === undefined ? undefined : { address, bytes };
}

/** A damaged table shows as a RangeError of the readers: it then says nothing. */
export function soundly<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}
