import { readFileSync } from 'node:fs';

/** /proc/PID/fdinfo/FD (proc_pid_fdinfo(5)): what the kernel tells of any descriptor, and more. */
export interface FdInfo {
  /** File offset in bytes. */
  readonly position: number;
  /** O_* flags of open(2), O_CLOEXEC of this very descriptor among them. */
  readonly flags: number;
  /** All lines, those of the kind of file included. */
  readonly text: string;
}

/** @returns undefined when there is no such descriptor */
export function readFdInfo(tid: number, fd: number): FdInfo | undefined {
  try {
    const text = readFileSync(`/proc/${String(tid)}/fdinfo/${String(fd)}`, 'latin1');
    const position = Number(/^pos:\t(\d+)/m.exec(text)?.[1] ?? 0);
    const flags = parseInt(/^flags:\t(\d+)/m.exec(text)?.[1] ?? '0', 8);
    return { position, flags, text };
  } catch {
    return undefined;
  }
}
