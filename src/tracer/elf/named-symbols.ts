import type { ByteSource } from './byte-source.js';
import { word, type ElfHeader, type Section } from './elf-header.js';

/** Of whatever kind: a function or a variable. */
interface NamedSymbol {
  readonly address: number;
  readonly size: number;
}

const entrySize = 24;
const sectionTypeSymtab = 2;

/** The symbols of `.symtab` with a name that begins in one of these ways. */
export function symbolsBeginning(
  source: ByteSource,
  header: ElfHeader,
  beginnings: readonly string[],
): readonly NamedSymbol[] {
  const starts = beginnings.map((name) => Buffer.from(name));
  const table = header.sections.find(({ type }) => type === sectionTypeSymtab);
  const entries = table && contents(source, table);
  const names = table && contents(source, header.sections[table.link]);
  if (entries === undefined || names === undefined) return [];
  const found: NamedSymbol[] = [];
  for (let at = 0; at + entrySize <= entries.length; at += entrySize) {
    const name = entries.readUInt32LE(at);
    if (starts.some((start) => start.equals(names.subarray(name, name + start.length))))
      found.push({ address: word(entries, at + 8), size: word(entries, at + 16) });
  }
  return found;
}

function contents(source: ByteSource, section: Section | undefined): Buffer | undefined {
  return section && source(section.offset, section.size);
}
