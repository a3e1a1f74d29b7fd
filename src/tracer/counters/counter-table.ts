import type { ByteSource } from '../elf/byte-source.js';
import { parseElfHeader, type ElfHeader } from '../elf/elf-header.js';
import { symbolsBeginning } from '../elf/named-symbols.js';

/** Counters that lie side by side. */
export interface CounterArea {
  /** As symbol tables count. */
  readonly address: number;
  /** Bytes of one counter. */
  readonly width: number;
  readonly count: number;
}

/** What is needed to find the counters of a file in the memory of who has mapped it. */
export interface CounterTable {
  readonly header: ElfHeader;
  /** In order of address: so a counter's number is the same wherever the file is used. */
  readonly areas: readonly CounterArea[];
}

/** Where clang keeps what it counts for its coverage. */
export const llvmCounters = '__llvm_prf_cnts';

/** By compiler option: -fsanitize-coverage=inline-8bit-counters, -fprofile-instr-generate. */
const sections: ReadonlyMap<string, number> = new Map([
  ['__sancov_cntrs', 1],
  [llvmCounters, 8],
]);

/** What gcc, and what clang makes for each function (--coverage). */
const gcovNames = ['__gcov0.', '__llvm_gcov_ctr'];
const gcovWidth = 8;

/** Undefined where there are none. */
export function readCounterTable(source: ByteSource): CounterTable | undefined {
  const header = parseElfHeader(source);
  if (header === undefined) return undefined;
  const areas = [...sectionAreas(header), ...gcovAreas(source, header)];
  if (areas.length === 0) return undefined;
  return { header, areas: areas.sort((a, b) => a.address - b.address) };
}

function sectionAreas({ sections: all }: ElfHeader): readonly CounterArea[] {
  return all.flatMap(({ name, address, size }) => {
    const width = sections.get(name);
    return width === undefined ? [] : [areaOf(address, size, width)];
  });
}

function gcovAreas(source: ByteSource, header: ElfHeader): readonly CounterArea[] {
  const symbols = symbolsBeginning(source, header, gcovNames);
  return symbols.map(({ address, size }) => areaOf(address, size, gcovWidth));
}

function areaOf(address: number, size: number, width: number): CounterArea {
  return { address, width, count: Math.floor(size / width) };
}
