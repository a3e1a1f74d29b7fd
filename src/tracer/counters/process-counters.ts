import { readFileSync, readlinkSync } from 'node:fs';
import { readExtents } from '../../kernel/process-memory.js';
import { word } from '../elf/elf-header.js';
import type { FileCache } from '../modules/file-cache.js';
import { fileAddress } from '../modules/image.js';
import { parseMappings, type Mapping } from '../modules/module-map.js';
import type { CounterArea, CounterTable } from './counter-table.js';

/** By path of the program or library: what each of its counters says. */
export type Counts = ReadonlyMap<string, Float64Array>;

/** What the counters of a process say now; nothing when it is gone. */
export function countsIn(pid: number, tables: FileCache<CounterTable>): Counts {
  const counts = new Map<string, Float64Array>();
  for (const mapping of firstMappings(pid)) {
    const table = tables.open(`/proc/${String(pid)}/root${mapping.path}`);
    const values = table && valuesOf(pid, mapping, table);
    if (values !== undefined) counts.set(mapping.path, values);
  }
  return counts;
}

/** Of each file the one with the lowest address. */
function firstMappings(pid: number): readonly Mapping[] {
  const base = `/proc/${String(pid)}`;
  const files = new Map<string, Mapping>();
  try {
    const maps = readFileSync(`${base}/maps`, 'utf8');
    for (const mapping of parseMappings(maps, readlinkSync(`${base}/root`)))
      if (mapping.path.startsWith('/') && !files.has(mapping.path))
        files.set(mapping.path, mapping);
  } catch {
    return [];
  }
  return [...files.values()];
}

function valuesOf(
  pid: number,
  { start, fileOffset, executable }: Mapping,
  { header, areas }: CounterTable,
): Float64Array | undefined {
  const address = fileAddress(header, fileOffset, executable);
  if (address === undefined) return undefined;
  const moved = start - address;
  const extents = areas.map((area) => ({
    start: area.address + moved,
    length: area.width * area.count,
  }));
  const bytes = Buffer.alloc(extents.reduce((sum, { length }) => sum + length, 0));
  readExtents(pid, extents, bytes);
  return values(areas, bytes);
}

function values(areas: readonly CounterArea[], bytes: Buffer): Float64Array {
  const found = new Float64Array(areas.reduce((sum, { count }) => sum + count, 0));
  let [number, at] = [0, 0];
  for (const { width, count } of areas) {
    for (let index = 0; index < count; index += 1, number += 1, at += width)
      found[number] = width === 1 ? bytes.readUInt8(at) : word(bytes, at);
  }
  return found;
}
