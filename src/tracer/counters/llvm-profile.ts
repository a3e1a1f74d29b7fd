import type { ByteSource } from '../elf/byte-source.js';
import { parseElfHeader, type ElfHeader } from '../elf/elf-header.js';
import { FileMemory } from '../elf/file-memory.js';
import { symbolsBeginning } from '../elf/named-symbols.js';
import { llvmCounters, readCounterTable } from './counter-table.js';

/** What clang has put into a program or library to count its regions (InstrProfData.inc). */
export interface LlvmProfile {
  /** Of the raw profile, with its variant in the highest byte; undefined where it was stripped. */
  readonly version: bigint | undefined;
  /** The major version of the compiler, where the file tells it. */
  readonly compiler: number | undefined;
  /** Whether it is written down which counter belongs to which line. */
  readonly isMapped: boolean;
  /** The number of the first counter among all that the file has, and how many there are. */
  readonly first: number;
  readonly count: number;
  /** How far behind the records the counters lie in memory; it may be negative. */
  readonly distance: number;
  /** One per function, and what they are called. */
  readonly records: Buffer;
  readonly names: Buffer;
}

/** Undefined where there are no such counters. */
export function readLlvmProfile(source: ByteSource): LlvmProfile | undefined {
  const header = parseElfHeader(source);
  const counters = section(header, llvmCounters);
  const data = section(header, '__llvm_prf_data');
  if (header === undefined || counters === undefined || data === undefined) return undefined;
  const before = readCounterTable(source)?.areas.filter((area) => area.address < counters.address);
  return {
    version: versionIn(source, header),
    compiler: compilerIn(contents(source, header, '.comment').toString('latin1')),
    isMapped: section(header, '__llvm_covmap') !== undefined,
    first: (before ?? []).reduce((sum, { count }) => sum + count, 0),
    count: Math.floor(counters.size / 8),
    distance: counters.address - data.address,
    records: contents(source, header, '__llvm_prf_data'),
    names: contents(source, header, '__llvm_prf_names'),
  };
}

function section(
  header: ElfHeader | undefined,
  name: string,
): ElfHeader['sections'][number] | undefined {
  return header?.sections.find((found) => found.name === name);
}

function contents(source: ByteSource, header: ElfHeader, name: string): Buffer {
  const found = section(header, name);
  return (found && source(found.offset, found.size)) ?? Buffer.alloc(0);
}

function versionIn(source: ByteSource, header: ElfHeader): bigint | undefined {
  const [symbol] = symbolsBeginning(source, header, ['__llvm_profile_raw_version']);
  return symbol && new FileMemory(source, header).bytes(symbol.address, 8)?.readBigUInt64LE();
}

/** `Debian clang version 14.0.6`, among what other compilers say of themselves. */
function compilerIn(comment: string): number | undefined {
  const majors = [...comment.matchAll(/clang version (\d+)\./g)].map(([, major]) => Number(major));
  return majors.length === 0 ? undefined : Math.max(...majors);
}
