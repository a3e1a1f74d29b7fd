import { readProc } from './procfs.js';

/** A line of /proc/PID/maps (proc_pid_maps(5)). */
export interface Mapping {
  readonly start: number;
  readonly end: number;
  /** `rw-p` */
  readonly access: string;
  /** Offset in the file, in bytes. */
  readonly offset: number;
  /** `major:minor inode` of the file; `00:00 0` when there is none. */
  readonly backing: string;
  /** A path, `[heap]`, `[stack]`, or nothing. */
  readonly name: string;
}

const line = /^(\w+)-(\w+) (\S{4}) (\w+) (\S+ \d+) *(.*)$/;

/** @returns undefined when the process is gone */
export function memoryMap(pid: number): readonly Mapping[] | undefined {
  const text = readProc(`/proc/${String(pid)}/maps`);
  return text?.split('\n').flatMap((entry) => {
    const [, start = '', end = '', access = '', offset = '', backing = '', name = ''] =
      line.exec(entry) ?? [];
    if (access === '') return [];
    const [from, to, at] = [start, end, offset].map((hex) => parseInt(hex, 16));
    return [{ start: from ?? 0, end: to ?? 0, access, offset: at ?? 0, backing, name }];
  });
}
