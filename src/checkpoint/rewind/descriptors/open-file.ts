import type { FdInfo } from '../../../kernel/fdinfo.js';
import { locksIn, type FileLock } from '../../../kernel/file-locks.js';
import type { TracedProcess } from '../../../tracer/tracee.js';
import type { FileIdentities } from '../../../world/file-identities.js';
import { refuse } from '../refusal.js';
import { Alike } from './alike.js';

/** A number by which a process knows an open file. */
export interface Holder {
  readonly process: TracedProcess;
  readonly fd: number;
  readonly closeOnExec: boolean;
  /** What this process has locked through it. */
  readonly locks: readonly FileLock[];
}

/** An open file description (open(2)) and everybody who has it. */
export interface OpenFile {
  /** `socket:[123]`, `pipe:[7]`, `/path`, `anon_inode:[eventfd]`. */
  readonly target: string;
  readonly info: FdInfo;
  readonly holders: readonly [Holder, ...Holder[]];
}

const closeOnExecFlag = 0o2000000;

/** All open files of these processes; shared ones once. */
export function openFiles(
  processes: readonly TracedProcess[],
  identities: FileIdentities,
): readonly OpenFile[] {
  const found: Found = new Map();
  for (const process of processes) addAll(found, identities, process);
  return [...found.values()].flatMap(({ files }) => files);
}

/** The first who holds it. */
export function ownerOf(file: OpenFile): Holder {
  return file.holders[0];
}

type Found = Map<string, Alike>;

function addAll(found: Found, identities: FileIdentities, process: TracedProcess): void {
  const table = process.anyThread().files.descriptors;
  if (table === undefined) refuse('a process that is gone');
  for (const fd of table.numbers()) {
    const [link, info] = [table.target(fd), table.info(fd)];
    if (link === undefined || info === undefined) refuse('a descriptor that comes and goes');
    const target = identities.of(link);
    const alike = found.get(target) ?? new Alike();
    found.set(target, alike);
    const closeOnExec = (info.flags & closeOnExecFlag) !== 0;
    alike.add({ target, info }, { process, fd, closeOnExec, locks: locksIn(info.text) });
  }
}
