import { readProc } from './procfs.js';

/** /proc/PID/fdinfo/FD (proc_pid_fdinfo(5)): what the kernel tells of any descriptor, and more. */
export interface FdInfo {
  /** File offset in bytes. */
  readonly position: number;
  /** O_* flags of open(2), O_CLOEXEC of this very descriptor among them. */
  readonly flags: number;
  /** All lines, those of the kind of file included. */
  readonly text: string;
}

/** Of a descriptor that is asked once; see DescriptorTable for those that are asked often. */
export function readFdInfo(tid: number, fd: number): FdInfo | undefined {
  return infoIn(readProc(`/proc/${String(tid)}/fdinfo/${String(fd)}`));
}

/** @param text of the file; undefined when there is no such descriptor */
export function infoIn(text: string | undefined): FdInfo | undefined {
  if (text === undefined) return undefined;
  const position = Number(/^pos:\t(\d+)/m.exec(text)?.[1] ?? 0);
  const flags = parseInt(/^flags:\t(\d+)/m.exec(text)?.[1] ?? '0', 8);
  return { position, flags, text };
}
