import { createHash } from 'node:crypto';
import { MemoryMap } from '../../../kernel/memory-map.js';
import { Pagemap } from '../../../kernel/pagemap.js';
import { readMemory } from '../../../kernel/process-memory.js';
import { queuedBytes } from '../../../kernel/socket.js';
import type { TracedProcess } from '../../../tracer/tracee.js';
import { openFiles, ownerOf, type OpenFile } from '../descriptors/open-file.js';
import type { FrozenWorld } from '../frozen-world.js';

/** What a stopped world looks like from outside: a line for each thing, by its name. */
export type WorldDigest = ReadonlyMap<string, string>;

/** O_CLOEXEC is told per number; a pipe opened anew has O_LARGEFILE, which means nothing. */
const unimportant = 0o2000000 | 0o100000;
const pageBytes = 4096;
const zeros = Buffer.alloc(pageBytes);

/** Read anew with nothing of what saves and restores, so that it can judge both. */
export function digestOf(world: FrozenWorld): WorldDigest {
  const lines = new Map<string, string>();
  for (const process of world.processes) describeMemory(process, lines);
  for (const file of openFiles(world.processes, world.identities)) describeFile(file, world, lines);
  return lines;
}

/** @returns the first thing that is not as it was */
export function firstDifference(then: WorldDigest, now: WorldDigest): string | undefined {
  const names = [...new Set([...then.keys(), ...now.keys()])];
  const name = names.find((one) => then.get(one) !== now.get(one));
  if (name === undefined) return undefined;
  return `${name}: was ${then.get(name) ?? 'absent'}, is ${now.get(name) ?? 'absent'}`;
}

function describeMemory(process: TracedProcess, lines: Map<string, string>): void {
  const { pid } = process;
  using map = MemoryMap.open(pid);
  using pagemap = Pagemap.open(pid);
  for (const mapping of map?.read() ?? []) {
    if (mapping.access[1] !== 'w' || mapping.access[3] !== 'p') continue;
    const length = mapping.end - mapping.start;
    for (const extent of pagemap?.owned([{ start: mapping.start, length }]) ?? [])
      for (let at = extent.start; at < extent.start + extent.length; at += pageBytes)
        describePage(pid, at, lines);
  }
}

/** A page of zeros is as good as none. */
function describePage(pid: number, at: number, lines: Map<string, string>): void {
  const bytes = readMemory(pid, at, pageBytes);
  if (bytes.length < pageBytes || bytes.equals(zeros)) return;
  const digest = createHash('sha1').update(bytes).digest('hex');
  lines.set(`page ${at.toString(16)} of process ${String(pid)}`, digest);
}

function describeFile(file: OpenFile, world: FrozenWorld, lines: Map<string, string>): void {
  const { process, fd } = ownerOf(file);
  const holders = file.holders.map((holder) => {
    return `${String(holder.process.pid)}:${String(holder.fd)}${holder.closeOnExec ? 'x' : ''}`;
  });
  const isSocket = file.target.startsWith('socket:');
  const queued = isSocket ? queuedBytes(world.copyOf(process, fd)) : 0;
  const { flags, position } = file.info;
  const numbers = [flags & ~unimportant, isSocket ? 0 : position, queued].map(String);
  lines.set(`descriptor ${holders.sort().join(' ')}`, numbers.join(' '));
}
