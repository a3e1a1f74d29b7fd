import { bufferSource } from './elf/byte-source.js';
import { parseElfHeader, stringAt, word } from './elf/elf-header.js';

const dynamicSymbols = 11; // SHT_DYNSYM
const entryBytes = 24;
const valueAt = 8;

/** A symbol by which programs find a function of the kernel's code (vdso(7)). */
export interface VdsoSymbol {
  readonly name: string;
  /** Where the function lies, and where the symbol says so: both from the image's beginning. */
  readonly value: number;
  readonly valueAt: number;
}

/** The symbols of a vDSO as it lies in memory; `clock_gettime` for `__vdso_clock_gettime` too. */
export function vdsoSymbols(image: Buffer): readonly VdsoSymbol[] {
  const sections = parseElfHeader(bufferSource(image))?.sections ?? [];
  const table = sections.find(({ type }) => type === dynamicSymbols);
  const names = table === undefined ? undefined : sections[table.link];
  if (table === undefined || names === undefined) return [];
  const strings = image.subarray(names.offset, names.offset + names.size);
  return Array.from({ length: table.size / entryBytes }, (_, i) => {
    const at = table.offset + i * entryBytes;
    const name = stringAt(strings, image.readUInt32LE(at)).replace(/^__vdso_/, '');
    return { name, value: word(image, at + valueAt), valueAt: at + valueAt };
  });
}
