import type { ByteSource } from './byte-source.js';
import { stringAt, word, type ElfHeader, type Section } from './elf-header.js';
import { lastAtMost } from './ordered-search.js';

const entrySize = 24;
const sectionTypeSymtab = 2;
const sectionTypeDynsym = 11;
const symbolTypeFunction = 2;
const symbolTypeIndirectFunction = 10;
const maxKnownNames = 65_536;

/** Says which function covers a file address; mangled names are left as they are. */
export interface SymbolTable {
  nameAt(address: number): string | undefined;
}

/**
 * The function symbols of `.symtab`, and for what those do not cover of `.dynsym`. A name is
 * given only where [value, value + size) of a symbol covers the address: the nearest symbol
 * before an address of a stripped file says nothing about it.
 */
export function readSymbolTable(source: ByteSource, header: ElfHeader): SymbolTable {
  const tables = [sectionTypeSymtab, sectionTypeDynsym].flatMap((type) => {
    const section = header.sections.find((candidate) => candidate.type === type);
    const table = section && readTable(source, header, section);
    return table === undefined ? [] : [table];
  });
  return {
    nameAt(address) {
      for (const table of tables) {
        const name = table().nameAt(address);
        if (name !== undefined) return name;
      }
      return undefined;
    },
  };
}

/** Reads at once, since the source is only lent, but sorts when the first name is asked for. */
function readTable(
  source: ByteSource,
  header: ElfHeader,
  section: Section,
): (() => FunctionSymbols) | undefined {
  const namesSection = header.sections[section.link];
  const entries = source(section.offset, section.size);
  const names = namesSection && source(namesSection.offset, namesSection.size);
  if (entries === undefined || names === undefined) return undefined;
  let table: FunctionSymbols | undefined;
  return () => (table ??= new FunctionSymbols(entries, names));
}

class FunctionSymbols {
  /** Entry numbers in order of value. */
  private readonly order: Uint32Array;
  private readonly starts: Float64Array;
  /** The furthest end among this and all earlier symbols: where a backward walk may stop. */
  private readonly furthest: Float64Array;
  private readonly known = new Map<number, string | undefined>();

  constructor(
    private readonly entries: Buffer,
    private readonly names: Buffer,
  ) {
    this.order = inOrderOfValue(entries, functionEntries(entries));
    this.starts = valuesOf(entries, this.order);
    this.furthest = new Float64Array(this.order.length);
    let end = 0;
    for (let index = 0; index < this.order.length; index += 1) {
      const size = sizeOf(entries, this.order[index] ?? 0);
      end = Math.max(end, (this.starts[index] ?? 0) + size);
      this.furthest[index] = end;
    }
  }

  nameAt(address: number): string | undefined {
    if (this.known.has(address)) return this.known.get(address);
    const name = this.search(address);
    if (this.known.size >= maxKnownNames) this.known.clear();
    this.known.set(address, name);
    return name;
  }

  /** The innermost of the symbols that cover the address, and its plainest name. */
  private search(address: number): string | undefined {
    let best: string | undefined;
    let bestStart = -1;
    for (let index = lastAtMost(this.starts, address); index >= 0; index -= 1) {
      const entry = this.order[index] ?? 0;
      const start = this.starts[index] ?? 0;
      if (start < bestStart || (this.furthest[index] ?? 0) <= address) break;
      if (start + sizeOf(this.entries, entry) <= address) continue;
      const name = stringAt(this.names, this.entries.readUInt32LE(entry * entrySize));
      if (best === undefined || isPlainer(name, best)) best = name;
      bestStart = start;
    }
    return best;
  }
}

function valueOf(entries: Buffer, entry: number): number {
  return word(entries, entry * entrySize + 8);
}

function sizeOf(entries: Buffer, entry: number): number {
  return word(entries, entry * entrySize + 16);
}

function functionEntries(entries: Buffer): Uint32Array {
  const found = new Uint32Array(Math.floor(entries.length / entrySize));
  let count = 0;
  for (let entry = 0; entry < found.length; entry += 1) {
    const type = (entries[entry * entrySize + 4] ?? 0) & 0xf;
    if (type !== symbolTypeFunction && type !== symbolTypeIndirectFunction) continue;
    const isDefined = entries.readUInt16LE(entry * entrySize + 6) !== 0;
    if (isDefined && sizeOf(entries, entry) > 0) found[count++] = entry;
  }
  return found.subarray(0, count);
}

/** A loop: `from` of a typed array goes through an iterator, ten times as slow. */
function valuesOf(entries: Buffer, order: Uint32Array): Float64Array {
  const values = new Float64Array(order.length);
  for (let index = 0; index < order.length; index += 1) {
    values[index] = valueOf(entries, order[index] ?? 0);
  }
  return values;
}

/** Room for an entry number beside a value of 32 bits in the 53 of a number. */
const entryRoom = 2 ** 21;
const valueRoom = 2 ** 32;

/**
 * Node has 100,000 functions: a sort that calls back for each pair takes half a second, one of
 * plain numbers a few milliseconds. Only huge files do not fit into it.
 */
function inOrderOfValue(entries: Buffer, found: Uint32Array): Uint32Array {
  const keys = valuesOf(entries, found);
  const fits = entries.length / entrySize < entryRoom && keys.every((value) => value < valueRoom);
  if (!fits) return found.toSorted((a, b) => valueOf(entries, a) - valueOf(entries, b));
  for (let index = 0; index < keys.length; index += 1) {
    keys[index] = (keys[index] ?? 0) * entryRoom + (found[index] ?? 0);
  }
  keys.sort();
  const order = new Uint32Array(keys.length);
  for (let index = 0; index < keys.length; index += 1) {
    const key = keys[index] ?? 0;
    order[index] = key - Math.floor(key / entryRoom) * entryRoom;
  }
  return order;
}

/** Of aliases such as `__libc_read`, `__read` and `read` a person wrote the last. */
function isPlainer(name: string, than: string): boolean {
  const rank = (text: string): number => /^_*/.exec(text)?.[0].length ?? 0;
  if (rank(name) !== rank(than)) return rank(name) < rank(than);
  return name.length === than.length ? name < than : name.length < than.length;
}
