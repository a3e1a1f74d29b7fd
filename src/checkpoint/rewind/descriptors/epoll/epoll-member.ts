import { isMember, type MemberEntry, type MemberSetting } from '../../../../kernel/epoll.js';
import { fdTarget } from '../../../../kernel/procfs.js';
import type { TracedProcess } from '../../../../tracer/tracee.js';
import { descriptors } from '../../../../world/open-ports.js';
import { refuse } from '../../refusal.js';
import type { Holder } from '../open-file.js';

/** Bits of epoll_ctl(2) that stay when a one-shot member has reported. */
export const bit = { exclusive: 1 << 28, oneShot: 1 << 30, edge: 2 ** 31 } as const;
const stays = 0xf0000000;

/** A member of a set, and by which number which process can speak of it. */
export interface Member extends MemberSetting {
  /** Under which it was added. */
  readonly number: number;
  readonly process: TracedProcess;
  /** The set in that process. */
  readonly set: number;
  /** The member in that process: another number when the first was closed. */
  readonly fd: number;
  /** What it reports depends on who looks: signals are those of the caller. */
  readonly isSignalFile: boolean;
}

/**
 * The process that holds both the set and the member: calls are made by that one.
 * @param anonymous inode number of files that have none of their own
 */
export function memberOf(
  holders: readonly Holder[],
  entry: MemberEntry,
  anonymous: string,
): Member | undefined {
  for (const { process, fd: set } of holders) {
    const fd = numberIn(process, set, entry);
    if (fd === undefined) continue;
    const isSignalFile =
      entry.inode === anonymous && fdTarget(process.pid, fd) === 'anon_inode:[signalfd]';
    const { number, events, data } = entry;
    return { number, events, data, process, set, fd, isSignalFile };
  }
  return undefined;
}

/** The set knows the open file: its number may have been closed, while another still means it. */
function numberIn({ pid }: TracedProcess, set: number, entry: MemberEntry): number | undefined {
  const isIt = (fd: number): boolean => isMember({ pid, fd }, { pid, fd: set }, entry);
  return isIt(entry.number) ? entry.number : descriptors(pid).find(isIt);
}

/** A member that has reported once, and will not again until it is told to. */
export function isDisarmed({ events }: MemberSetting): boolean {
  return (events & ~stays) === 0 && (events & bit.oneShot) !== 0;
}

/** One whose report depends on what was reported before. */
export function isConsumed({ events }: MemberSetting): boolean {
  return (events & bit.edge) !== 0 || (events & bit.oneShot) !== 0;
}

/** The inode that all files without one share: the set is one of them. */
export function anonymousInode(fdInfo: string): string {
  const inode = /^ino:\s*(\d+)/m.exec(fdInfo)?.[1] ?? refuse('an epoll set without an inode');
  return Number(inode).toString(16);
}
