import type { FdInfo } from '../../../kernel/fdinfo.js';
import { locksIn, type FileLock } from '../../../kernel/file-locks.js';
import { isSameFile } from '../../../kernel/same-file.js';
import type { TracedProcess } from '../../../tracer/tracee.js';
import type { FileIdentities } from '../../../world/file-identities.js';
import { refuse } from '../refusal.js';

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
const accessMode = 3;

/** All open files of these processes; shared ones once. */
export function openFiles(
  processes: readonly TracedProcess[],
  identities: FileIdentities,
): readonly OpenFile[] {
  const found = new Map<string, OpenFile[]>();
  for (const process of processes)
    addAll(found, identities, process);
  return [...found.values()].flat();
}

/** The first who holds it. */
export function ownerOf(file: OpenFile): Holder {
  return file.holders[0];
}

type Found = Map<string, OpenFile[]>;

function addAll(found: Found, identities: FileIdentities, process: TracedProcess): void {
  const table = process.anyThread().descriptors();
  if (table === undefined) refuse('a process that is gone');
  for (const fd of table.numbers()) {
    const [link, info] = [table.target(fd), table.info(fd)];
    if (link === undefined || info === undefined) refuse('a descriptor that comes and goes');
    add(found, identities.of(link), { process, fd }, info);
  }
}

function add(
  found: Found,
  target: string,
  { process, fd }: Pick<Holder, 'process' | 'fd'>,
  info: FdInfo,
): void {
  const closeOnExec = (info.flags & closeOnExecFlag) !== 0;
  const holder = { process, fd, closeOnExec, locks: locksIn(info.text) };
  const alike = found.get(target) ?? [];
  const at = alike.findIndex((file) => isOneWith(file, holder, info));
  const known = alike[at];
  if (known === undefined) found.set(target, [...alike, { target, info, holders: [holder] }]);
  else alike[at] = { ...known, holders: [...known.holders, holder] };
}

/** A socket is one open file by its inode; of everything else the kernel must be asked. */
function isOneWith(file: OpenFile, { process, fd }: Holder, info: FdInfo): boolean {
  if (file.target.startsWith('socket:')) return true;
  if ((file.info.flags & accessMode) !== (info.flags & accessMode)) return false;
  const first = ownerOf(file);
  return isSameFile({ pid: first.process.pid, fd: first.fd }, { pid: process.pid, fd });
}
