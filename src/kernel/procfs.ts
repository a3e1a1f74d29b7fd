import { closeSync, openSync, readFileSync, readlinkSync, readSync } from 'node:fs';
import { close, openFile, readBytes } from './ffi.js';

const scratch = Buffer.alloc(4096);
const closeOnExec = 0o2000000; // O_CLOEXEC

/**
 * The text of a file below /proc; undefined when the process is gone. Node's readFileSync takes
 * three times as long for files of this size.
 */
export function readProc(path: string): string | undefined {
  const fd = openFile(path, closeOnExec);
  if (fd < 0) return undefined;
  let text = '';
  let length = readBytes(fd, scratch, scratch.length);
  for (; length > 0; length = readBytes(fd, scratch, scratch.length))
    text += scratch.toString('latin1', 0, length);
  close(fd);
  return length < 0 ? undefined : text;
}

/**
 * A file below /proc that is read again and again: seq files answer afresh at offset 0, so the
 * path lookup (most of the price) is paid once.
 */
export class ProcFile implements Disposable {
  private constructor(private readonly fd: number) {}

  static open(path: string): ProcFile | undefined {
    try {
      return new ProcFile(openSync(path, 'r'));
    } catch {
      return undefined;
    }
  }

  /** @returns undefined when the process is gone */
  read(): string | undefined {
    try {
      return scratch.toString('latin1', 0, readSync(this.fd, scratch, 0, scratch.length, 0));
    } catch {
      return undefined;
    }
  }

  [Symbol.dispose](): void {
    closeSync(this.fd);
  }
}

/** What a descriptor refers to: `socket:[123]`, `/path`, `pipe:[7]`; undefined when closed. */
export function fdTarget(pid: number, fd: number): string | undefined {
  return linkTarget(pid, `fd/${String(fd)}`);
}

/** Where a link of a process points to: its `root`, its `cwd`; undefined when there is none. */
export function linkTarget(pid: number, name: string): string | undefined {
  try {
    return readlinkSync(`/proc/${String(pid)}/${name}`);
  } catch {
    return undefined;
  }
}

/** The thread-group id of a thread: the pid of its process. */
export function threadGroup(tid: number): number | undefined {
  const group = fieldOf(readProc(`/proc/${String(tid)}/status`) ?? '', 'Tgid');
  return group === undefined ? undefined : Number(group);
}

function fieldOf(status: string, field: string): string | undefined {
  return new RegExp(`^${field}:\\s*(\\S+)`, 'm').exec(status)?.[1];
}

/** User plus system time of a process and its reaped children; the kernel counts in 10 ms. */
export function cpuTimeMs(pid: number): number {
  const text = readProc(`/proc/${String(pid)}/stat`) ?? '';
  // The second field is the program's name in parentheses and may hold blanks.
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
  const ticks = fields.slice(11, 15).reduce((sum, field) => sum + Number(field), 0);
  return ticks * 10;
}

const entryTag = 9n; // AT_ENTRY
const vdsoTag = 33n; // AT_SYSINFO_EHDR
const randomTag = 25n; // AT_RANDOM

/** Where the program itself begins, after the loader's work (getauxval(3), AT_ENTRY). */
export function entryPoint(pid: number): number | undefined {
  return auxiliary(pid, entryTag);
}

/** Where the kernel's own code in the process begins (vdso(7)). */
export function vdsoBase(pid: number): number | undefined {
  return auxiliary(pid, vdsoTag);
}

/** Where the random bytes lie that a program is started with (getauxval(3), AT_RANDOM). */
export function randomStart(pid: number): number | undefined {
  return auxiliary(pid, randomTag);
}

function auxiliary(pid: number, tag: bigint): number | undefined {
  const words = readAuxv(pid);
  for (let i = 0; i + 1 < words.length; i += 2) if (words[i] === tag) return Number(words[i + 1]);
  return undefined;
}

function readAuxv(pid: number): readonly bigint[] {
  try {
    const bytes = readFileSync(`/proc/${String(pid)}/auxv`);
    return Array.from({ length: bytes.length >> 3 }, (_, i) => bytes.readBigUInt64LE(i * 8));
  } catch {
    return [];
  }
}
