import { encodeEvent, type MemberSetting } from '../../../../kernel/epoll.js';
import type { BorrowedThread } from '../../../../tracer/borrowed-thread.js';
import type { FrozenWorld } from '../../frozen-world.js';
import { refuse } from '../../refusal.js';
import { bit, type Member } from './epoll-member.js';

const operation = { add: 1, remove: 2, modify: 3 } as const;
const duplicateAbove = 1030; // F_DUPFD_CLOEXEC
const getDescriptorFlags = 1; // F_GETFD
const closeOnExecFlag = 0o2000000;
const outOfTheWay = 600;

/** Changes sets from inside: a member is known by its number in the process that added it. */
export class EpollHands {
  constructor(private readonly world: FrozenWorld) {}

  add(member: Member, setting: MemberSetting = member): void {
    this.must(operation.add, member, setting);
  }

  remove(member: Member): void {
    this.must(operation.remove, member, member);
  }

  /** The kernel looks again whether the member is ready, and reports it anew if it is. */
  set(member: Member, setting: MemberSetting = member): void {
    if ((member.events & bit.exclusive) === 0) this.must(operation.modify, member, setting);
    else this.replace(member, { ...setting, events: (setting.events | bit.exclusive) >>> 0 });
  }

  /** Members with EPOLLEXCLUSIVE cannot be changed. */
  replace(member: Member, setting: MemberSetting = member): void {
    this.remove(member);
    this.add(member, setting);
  }

  private must(what: number, member: Member, setting: MemberSetting): void {
    const { process, set, number, fd } = member;
    const hands = this.world.hands(process);
    const event = encodeEvent(setting);
    const call = (): number => hands.call('epoll_ctl', set, what, number, event);
    const result = fd === number ? call() : withNumber(hands, fd, number, call);
    if (result !== 0) refuse(`a member of an epoll set (${String(result)})`);
  }
}

/** Let `fd` have another number as well while something is done. */
function withNumber(
  hands: BorrowedThread,
  fd: number,
  number: number,
  action: () => number,
): number {
  const flags = hands.call('fcntl', number, getDescriptorFlags, 0);
  const aside = flags < 0 ? flags : hands.call('fcntl', number, duplicateAbove, outOfTheWay);
  const moved = flags < 0 || aside >= 0;
  if (!moved || hands.call('dup3', fd, number, closeOnExecFlag) !== number)
    refuse('a process with too few descriptors to spare');
  const result = action();
  if (aside < 0) hands.call('close', number);
  else {
    hands.call('dup3', aside, number, flags === 0 ? 0 : closeOnExecFlag);
    hands.call('close', aside);
  }
  return result;
}
