import type { ByteSource } from '../elf/byte-source.js';
import { FileMemory } from '../elf/file-memory.js';
import { symbolsBeginning } from '../elf/named-symbols.js';
import { readCounterTable, type CounterTable } from './counter-table.js';

/** A function of an object file, as its notes (.gcno) know it, and its counters' numbers. */
interface GcovFunction {
  readonly ident: number;
  readonly lineChecksum: number;
  readonly flowChecksum: number;
  readonly first: number;
  readonly count: number;
}

/** What gcc has put into a program for one of its object files (libgcov, struct gcov_info). */
export interface GcovObject {
  /** Of the compiler, such as "B22*" for 12.2. */
  readonly version: string;
  readonly stamp: number;
  readonly checksum: number;
  /** Where its counts would be written (.gcda); its notes lie beside that. */
  readonly dataFile: string;
  readonly functions: readonly GcovFunction[];
}

/** Sizes of struct gcov_fn_info with its first counters, and of gcov_info up to the file's name. */
const functionSize = 40;
const objectSize = 32;

/** The object files that a program or library was made of; empty where gcc put in no counters. */
export function readGcovObjects(source: ByteSource): readonly GcovObject[] {
  const table = readCounterTable(source);
  if (table === undefined) return [];
  const memory = new FileMemory(source, table.header);
  const numbers = firstNumbers(table);
  const byObject = new Map<number, GcovFunction[]>();
  for (const { address } of symbolsBeginning(source, table.header, ['__gcov_.'])) {
    const object = memory.pointer(address);
    const found = functionAt(memory, address, numbers);
    if (object === undefined || found === undefined) continue;
    byObject.set(object, [...(byObject.get(object) ?? []), found]);
  }
  return [...byObject].flatMap(([address, functions]) => objectAt(memory, address, functions));
}

/** By address of the first of them. */
function firstNumbers({ areas }: CounterTable): ReadonlyMap<number, number> {
  const numbers = new Map<number, number>();
  let number = 0;
  for (const { address, count } of areas) {
    numbers.set(address, number);
    number += count;
  }
  return numbers;
}

function functionAt(
  memory: FileMemory,
  address: number,
  numbers: ReadonlyMap<number, number>,
): GcovFunction | undefined {
  const bytes = memory.bytes(address, functionSize);
  const first = numbers.get(memory.pointer(address + 32) ?? 0);
  if (bytes === undefined || first === undefined) return undefined;
  return {
    ident: bytes.readUInt32LE(8),
    lineChecksum: bytes.readUInt32LE(12),
    flowChecksum: bytes.readUInt32LE(16),
    first,
    count: bytes.readUInt32LE(24),
  };
}

function objectAt(
  memory: FileMemory,
  address: number,
  functions: readonly GcovFunction[],
): readonly GcovObject[] {
  const bytes = memory.bytes(address, objectSize);
  const dataFile = memory.text(memory.pointer(address + 24) ?? 0);
  if (bytes === undefined || dataFile === undefined) return [];
  const version = bytes.subarray(0, 4).reverse().toString('latin1');
  const [stamp, checksum] = [bytes.readUInt32LE(16), bytes.readUInt32LE(20)];
  return [{ version, stamp, checksum, dataFile, functions }];
}
