import { nr } from '../abi/syscalls.js';
import { addressOf, epollWait, syscall5 } from './ffi.js';
import { pollEvent, pollNow } from './poll.js';
import type { DescriptorOf } from './same-file.js';

const compareMember = 7; // KCMP_EPOLL_TFD
const eventBytes = 12;

/** What epoll_ctl(2) was told of a member. */
export interface MemberSetting {
  /** EPOLL* bits. */
  readonly events: number;
  readonly data: bigint;
}

/** One line of fdinfo; several members can have one number, of which all but one are old. */
export interface MemberEntry extends MemberSetting {
  readonly number: number;
  readonly inode: string;
  /** Which of those that have this number it is, in the kernel's order. */
  readonly turn: number;
}

const entry =
  /^tfd:\s*(\d+) events:\s*([0-9a-f]+) data:\s*([0-9a-f]+)\s+pos:-?\d+ ino:([0-9a-f]+)/gm;

/** What /proc/PID/fdinfo says of a set (proc_pid_fdinfo(5)). */
export function parseMembers(fdInfo: string): readonly MemberEntry[] {
  const turns = new Map<number, number>();
  return [...fdInfo.matchAll(entry)].map(([, tfd, events, data, inode = '']) => {
    const number = Number(tfd);
    const turn = turns.get(number) ?? 0;
    turns.set(number, turn + 1);
    const setting = { events: parseInt(events ?? '0', 16), data: BigInt(`0x${data ?? '0'}`) };
    return { ...setting, number, inode, turn };
  });
}

const slot = Buffer.alloc(12);

/** Whether a descriptor is the open file that a member of a set stands for (kcmp(2)). */
export function isMember(
  descriptor: DescriptorOf,
  set: DescriptorOf,
  { number, turn }: MemberEntry,
): boolean {
  [set.fd, number, turn].forEach((value, i) => slot.writeUInt32LE(value, i * 4));
  const at = Number(addressOf(slot));
  return syscall5(nr.kcmp, descriptor.pid, set.pid, compareMember, descriptor.fd, at) === 0;
}

/** Whether anything in the set is ready; this leaves edges and one-shots alone. */
export function hasReady(set: number): boolean {
  return ((pollNow([set])[0] ?? 0) & pollEvent.in) !== 0;
}

/** What is ready, in the order in which the program would get it; edges are consumed. */
export function takeReady(set: number, room: number): readonly MemberSetting[] {
  const events = Buffer.alloc(Math.max(1, room) * eventBytes);
  const count = Math.max(0, epollWait(set, events, Math.max(1, room), 0));
  return Array.from({ length: count }, (_, i) => ({
    events: events.readUInt32LE(i * eventBytes),
    data: events.readBigUInt64LE(i * eventBytes + 4),
  }));
}

/** struct epoll_event, packed. */
export function encodeEvent({ events, data }: MemberSetting): Buffer {
  const bytes = Buffer.alloc(eventBytes);
  bytes.writeUInt32LE(events >>> 0, 0);
  bytes.writeBigUInt64LE(data, 4);
  return bytes;
}
