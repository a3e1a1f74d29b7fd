import { closeSync, openSync } from 'node:fs';
import { errnoName } from '../abi/errno.js';
import { errno, ioctl } from './ffi.js';
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

const query = 0xc0686611; // PROCMAP_QUERY, Linux 6.11
const coveringOrNext = 0x10;
const argument = Buffer.alloc(104);
const words = new Uint32Array(argument.buffer, argument.byteOffset, 26);
/** Where in struct procmap_query what tells a mapping from others begins and ends. */
const [toldFrom, toldTo] = [24, 80];
const toldBytes = toldTo - toldFrom;
const mappingsMax = 4096;
const told = Buffer.alloc(mappingsMax * toldBytes);
/** How many layouts are remembered: a program that is rewound has the same few again and again. */
const remembered = 8;

/**
 * The mappings of a process, kept at hand. To read the text takes 100 us and more: it is read
 * only when the mappings, asked for one by one without their names, are not those of before.
 */
export class MemoryMap implements Disposable {
  private known: { readonly told: Buffer; readonly mappings: readonly Mapping[] }[] = [];
  private asks = true;

  private constructor(
    private readonly pid: number,
    private readonly fd: number,
  ) {}

  static open(pid: number): MemoryMap | undefined {
    try {
      return new MemoryMap(pid, openSync(`/proc/${String(pid)}/maps`, 'r'));
    } catch {
      return undefined;
    }
  }

  /** @returns undefined when the process is gone or runs another program; the same when it is */
  read(): readonly Mapping[] | undefined {
    if (!this.asks) return memoryMap(this.pid);
    const bytes = this.ask();
    if (bytes === undefined) return this.asks ? undefined : memoryMap(this.pid);
    const known = this.known.find((one) => one.told.equals(bytes));
    if (known !== undefined) return known.mappings;
    const mappings = memoryMap(this.pid);
    if (mappings === undefined) return undefined;
    this.known = [{ told: Buffer.from(bytes), mappings }, ...this.known.slice(0, remembered - 1)];
    return mappings;
  }

  [Symbol.dispose](): void {
    closeSync(this.fd);
  }

  private ask(): Buffer | undefined {
    words.fill(0);
    words[0] = argument.length;
    words[2] = coveringOrNext;
    for (let count = 0; count < mappingsMax; count++) {
      if (ioctl(this.fd, query, argument) !== 0) return this.end(count);
      argument.copy(told, count * toldBytes, toldFrom, toldTo);
      words[4] = words[8] ?? 0; // The next one is looked for from this one's end.
      words[5] = words[9] ?? 0;
    }
    this.asks = false;
    return undefined;
  }

  private end(count: number): Buffer | undefined {
    const why = errnoName(errno());
    if (why === 'ENOENT' && count > 0) return told.subarray(0, count * toldBytes);
    if (why !== 'ESRCH' && why !== 'ENOENT') this.asks = false;
    return undefined;
  }
}

/** @returns undefined when the process is gone */
function memoryMap(pid: number): readonly Mapping[] | undefined {
  const text = readProc(`/proc/${String(pid)}/maps`);
  return text?.split('\n').flatMap((entry) => {
    const [, start = '', end = '', access = '', offset = '', backing = '', name = ''] =
      line.exec(entry) ?? [];
    if (access === '') return [];
    const [from, to, at] = [start, end, offset].map((hex) => parseInt(hex, 16));
    return [{ start: from ?? 0, end: to ?? 0, access, offset: at ?? 0, backing, name }];
  });
}
