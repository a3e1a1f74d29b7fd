import { readFileSync } from 'node:fs';
import { mappingOf, type Mapping } from './memory-map.js';

/** An entry of /proc/PID/smaps (proc_pid_smaps(5)). */
export interface MappingDetails extends Mapping {
  /** Bytes in memory or swapped out. */
  readonly usedBytes: number;
  /** Bytes that are the process's own: of a file's private mapping, what was modified. */
  readonly ownBytes: number;
  /** Codes of two letters: `dd` not to be dumped, `io` memory of a device, `pf` pages of none. */
  readonly flags: ReadonlySet<string>;
}

/** The mappings of a process, by the number of any thread of it; empty when it is gone. */
export function mappingDetails(tid: number): readonly MappingDetails[] {
  const entries = readSmaps(tid).split(/^(?=[0-9a-f]+-)/m);
  return entries.flatMap((entry) => {
    const end = entry.indexOf('\n');
    const mapping = mappingOf(entry.slice(0, end));
    if (mapping === undefined) return [];
    const usedBytes = kilobytes(entry, 'Rss') + kilobytes(entry, 'Swap');
    const ownBytes = kilobytes(entry, 'Anonymous') + kilobytes(entry, 'Swap');
    const flags = new Set(/^VmFlags: (.*)$/m.exec(entry)?.[1]?.trim().split(' '));
    return [{ ...mapping, usedBytes, ownBytes, flags }];
  });
}

function readSmaps(tid: number): string {
  try {
    return readFileSync(`/proc/${String(tid)}/smaps`, 'latin1');
  } catch {
    return '';
  }
}

function kilobytes(entry: string, field: string): number {
  return 1024 * Number(new RegExp(`^${field}: +(\\d+) kB$`, 'm').exec(entry)?.[1] ?? 0);
}
