import type { ByteSource } from './byte-source.js';
import { stringAt, word, type ElfHeader, type Section } from './elf-header.js';

const entrySize = 24;
const tables: readonly number[] = [2, 11]; // SHT_SYMTAB, SHT_DYNSYM
const typeObject = 1; // STT_OBJECT
const typeMask = 0xf;

/** A variable of a file: its address as symbol tables count, and its bytes. */
export interface ObjectSymbol {
  readonly address: number;
  readonly size: number;
}

/** The variables of these names; several where files of a program have one of the same name. */
export function readObjectSymbols(
  source: ByteSource,
  header: ElfHeader,
  wanted: ReadonlySet<string>,
): ReadonlyMap<string, readonly ObjectSymbol[]> {
  const found = new Map<string, readonly ObjectSymbol[]>();
  for (const section of header.sections.filter(({ type }) => tables.includes(type)))
    for (const [name, symbol] of symbolsIn(source, header, section))
      if (wanted.has(name)) found.set(name, [...(found.get(name) ?? []), symbol]);
  return found;
}

function* symbolsIn(
  source: ByteSource,
  header: ElfHeader,
  section: Section,
): Generator<readonly [string, ObjectSymbol]> {
  const namesSection = header.sections[section.link];
  const names = namesSection && source(namesSection.offset, namesSection.size);
  const entries = source(section.offset, section.size);
  if (entries === undefined || names === undefined) return;
  for (let at = 0; at + entrySize <= entries.length; at += entrySize) {
    const isDefined = entries.readUInt16LE(at + 6) !== 0;
    const size = word(entries, at + 16);
    if (((entries[at + 4] ?? 0) & typeMask) !== typeObject || !isDefined || size === 0) continue;
    const name = stringAt(names, entries.readUInt32LE(at));
    yield [name, { address: word(entries, at + 8), size }];
  }
}
