import { readFileSync, readlinkSync } from 'node:fs';
import { readExtents } from '../../kernel/process-memory.js';
import type { FileCache } from '../modules/file-cache.js';
import { fileAddress } from '../modules/image.js';
import { parseMappings, type Mapping } from '../modules/module-map.js';
import type { CounterArea, CounterTable } from './counter-table.js';

/** By path of the program or library: a byte per counter, 1 where it has counted something. */
export type Reached = ReadonlyMap<string, Uint8Array>;

/** What the counters of a process say now; nothing when it is gone. */
export function reachedIn(pid: number, tables: FileCache<CounterTable>): Reached {
  const reached = new Map<string, Uint8Array>();
  for (const mapping of firstMappings(pid)) {
    const table = tables.open(`/proc/${String(pid)}/root${mapping.path}`);
    const flags = table && flagsOf(pid, mapping, table);
    if (flags !== undefined) reached.set(mapping.path, flags);
  }
  return reached;
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

function flagsOf(
  pid: number,
  { start, fileOffset, executable }: Mapping,
  { header, areas }: CounterTable,
): Uint8Array | undefined {
  const address = fileAddress(header, fileOffset, executable);
  if (address === undefined) return undefined;
  const moved = start - address;
  const extents = areas.map((area) => ({
    start: area.address + moved,
    length: area.width * area.count,
  }));
  const bytes = Buffer.alloc(extents.reduce((sum, { length }) => sum + length, 0));
  readExtents(pid, extents, bytes);
  return flags(areas, bytes);
}

/** A loop: there may be a hundred thousand counters. */
function isSet(bytes: Buffer, start: number, width: number): boolean {
  for (let at = start; at < start + width; at += 1) if (bytes[at] !== 0) return true;
  return false;
}

function flags(areas: readonly CounterArea[], bytes: Buffer): Uint8Array {
  const found = new Uint8Array(areas.reduce((sum, { count }) => sum + count, 0));
  let [number, at] = [0, 0];
  for (const { width, count } of areas) {
    for (let index = 0; index < count; index += 1, number += 1, at += width)
      found[number] = isSet(bytes, at, width) ? 1 : 0;
  }
  return found;
}
