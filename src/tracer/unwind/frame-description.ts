import { ByteReader } from './byte-reader.js';
import { omitted, readPointer, readValue, type PointerBases } from './pointer-encoding.js';

/** The bytes of `.eh_frame` and the file address of the first. */
export interface FrameSection {
  readonly address: number;
  readonly bytes: Buffer;
}

/** Common Information Entry: what several functions share. */
export interface CommonInformation {
  readonly codeAlignment: number;
  readonly dataAlignment: number;
  readonly pointerEncoding: number;
  readonly hasAugmentationData: boolean;
  /** The frame was made by the kernel for a signal: its caller's pc is exact. */
  readonly isSignalFrame: boolean;
  readonly instructions: Buffer;
}

/** Frame Description Entry: how to unwind [start, end), in file addresses. */
export interface FrameDescription {
  readonly start: number;
  readonly end: number;
  readonly common: CommonInformation;
  readonly instructions: Buffer;
}

interface Entry {
  readonly reader: ByteReader;
  readonly idAt: number;
  /** 0 for a CIE, else how far before `idAt` the CIE of this FDE begins. */
  readonly id: number;
  readonly end: number;
}

/** Reads the FDE at `offset`; undefined for a CIE. Throws RangeError where it is malformed. */
export function readFrameDescription(
  section: FrameSection,
  offset: number,
): FrameDescription | undefined {
  const entry = readEntry(section.bytes, offset);
  if (entry === undefined || entry.id === 0) return undefined;
  const common = readCommonInformation(section, entry.idAt - entry.id);
  const { reader } = entry;
  const bases: PointerBases = { section: section.address, data: 0 };
  const start = readPointer(reader, common.pointerEncoding, bases);
  const end = start + readValue(reader, common.pointerEncoding);
  if (common.hasAugmentationData) reader.block(Number(reader.uleb()));
  return { start, end, common, instructions: reader.block(entry.end - reader.at) };
}

/** The offset of the entry behind the one at `offset`; undefined at the terminator. */
export function nextEntry(section: FrameSection, offset: number): number | undefined {
  return readEntry(section.bytes, offset)?.end;
}

function readEntry(bytes: Buffer, offset: number): Entry | undefined {
  if (offset < 0 || offset + 4 > bytes.length) return undefined;
  const reader = new ByteReader(bytes, offset);
  const short = reader.u32();
  const length = short === 0xffff_ffff ? Number(reader.u64()) : short;
  if (length === 0) return undefined;
  const idAt = reader.at;
  return { reader, idAt, id: reader.u32(), end: idAt + length };
}

function readCommonInformation(section: FrameSection, offset: number): CommonInformation {
  const entry = readEntry(section.bytes, offset);
  if (entry?.id !== 0) throw new RangeError('FDE without a CIE');
  const { reader } = entry;
  const version = reader.u8();
  const augmentation = reader.string();
  if (version === 4) reader.block(2);
  const codeAlignment = Number(reader.uleb());
  const dataAlignment = Number(reader.sleb());
  if (version === 1) reader.u8();
  else reader.uleb();
  return {
    codeAlignment,
    dataAlignment,
    ...readAugmentation(reader, augmentation, section.address),
    instructions: reader.block(entry.end - reader.at),
  };
}

type Augmentation = Pick<
  CommonInformation,
  'pointerEncoding' | 'hasAugmentationData' | 'isSignalFrame'
>;

const noAugmentation: Augmentation = {
  pointerEncoding: 0,
  hasAugmentationData: false,
  isSignalFrame: false,
};

/** The letters of the augmentation string say what stands in the data (LSB 5, 10.6.1.1.1). */
function readAugmentation(reader: ByteReader, letters: string, address: number): Augmentation {
  if (letters === '') return noAugmentation;
  if (!letters.startsWith('z')) throw new RangeError(`augmentation ${letters}`);
  const length = Number(reader.uleb());
  const end = reader.at + length;
  let pointerEncoding = 0;
  for (const letter of letters.slice(1)) {
    if (letter === 'R') pointerEncoding = reader.u8();
    else if (letter === 'L') reader.u8();
    else if (letter === 'P') skipPersonality(reader, address);
    else if (letter !== 'S' && letter !== 'B') break;
  }
  reader.at = end;
  return { pointerEncoding, hasAugmentationData: true, isSignalFrame: letters.includes('S') };
}

function skipPersonality(reader: ByteReader, address: number): void {
  const encoding = reader.u8();
  if (encoding !== omitted) readPointer(reader, encoding, { section: address, data: 0 });
}
