import { isMember, parseMembers, type MemberEntry } from '../../../../kernel/epoll.js';
import { readFdInfo } from '../../../../kernel/fdinfo.js';
import { refuse } from '../../refusal.js';
import type { OpenFile } from '../open-file.js';
import type { EpollHands } from './epoll-hands.js';
import { anonymousInode, bit, isDisarmed, memberOf, type Member } from './epoll-member.js';

/** Everything that a member can be asked for: something of it is ready at once, mostly. */
const anything = 0x21df;

/** Whoever came since is taken out, whoever went is added, whoever was changed is changed back. */
export function repairMembers(
  copy: number,
  file: OpenFile,
  members: readonly Member[],
  hands: EpollHands,
): void {
  const text = readFdInfo(process.pid, copy)?.text ?? refuse('a descriptor that comes and goes');
  const entries = new Set(parseMembers(text));
  const missing: Member[] = [];
  for (const member of members) {
    const entry = [...entries].find((candidate) => standsFor(candidate, member, copy));
    if (entry === undefined) missing.push(member);
    else {
      entries.delete(entry);
      if (!isEqual(entry, member)) change(entry, member, hands);
    }
  }
  for (const entry of entries) remove(entry, file, anonymousInode(text), hands);
  for (const member of missing) hands.add(member, armed(member));
}

function change(entry: MemberEntry, member: Member, hands: EpollHands): void {
  if ((entry.events & bit.exclusive) === 0) hands.set(member, armed(member));
  else hands.replace(member, armed(member));
}

/** Whether all that shall have reported have; to be asked when what was ready has been taken. */
export function mustBeDisarmed(copy: number, members: readonly Member[]): void {
  const disarmed = members.filter(isDisarmed);
  if (disarmed.length === 0) return;
  const entries = parseMembers(readFdInfo(process.pid, copy)?.text ?? '');
  for (const member of disarmed)
    if (!entries.some((entry) => standsFor(entry, member, copy) && isEqual(entry, member)))
      refuse('an epoll member that has reported once');
}

function standsFor(
  entry: MemberEntry,
  { number, process: { pid }, fd }: Member,
  copy: number,
): boolean {
  return entry.number === number && isMember({ pid, fd }, { pid: process.pid, fd: copy }, entry);
}

function isEqual(entry: MemberEntry, member: Member): boolean {
  return entry.events === member.events && entry.data === member.data;
}

/** To be disarmed again by being ready, one has to be armed first. */
function armed(member: Member): Member {
  if (!isDisarmed(member)) return member;
  return { ...member, events: (member.events | bit.oneShot | anything) >>> 0 };
}

function remove(entry: MemberEntry, file: OpenFile, anonymous: string, hands: EpollHands): void {
  const member = memberOf(file.holders, entry, anonymous);
  if (member === undefined) refuse('an epoll member that nobody has a number for');
  hands.remove(member);
}
