import { passDescriptor, receivedFdAt, receivingMessage } from '../kernel/pass-descriptor.js';
import { Pidfd } from '../kernel/pidfd.js';
import { sharedPageBytes } from '../kernel/shared-page.js';
import { BorrowedThread } from './borrowed-thread.js';
import type { Session } from './session.js';
import type { Thread } from './tracee.js';

const afUnix = 1;
const sockDgram = 2;
const receiveCloseOnExec = 0x40000000; // MSG_CMSG_CLOEXEC
const readWrite = 3;
const sharedFixed = 0x100001; // MAP_FIXED_NOREPLACE | MAP_SHARED

/**
 * Map a page of ours into a stopped process, for it and its children. The kernel has no call that
 * gives a process a descriptor, so it receives one over a pair of sockets, whatever its user may
 * open; none of them stays.
 * @returns false where it may not, by its limits or by a filter of its own
 */
export function mapShared(session: Session, thread: Thread, at: number, fd: number): boolean {
  using hands = BorrowedThread.borrow(session, thread);
  if (hands === undefined) return false;
  if (hands.call('socketpair', afUnix, sockDgram, 0, Buffer.alloc(8)) < 0) return false;
  const pair = hands.read(0, 8);
  const [ours, theirs] = [pair.readInt32LE(0), pair.readInt32LE(4)];
  const received = send(thread.tid, ours, fd) ? receive(hands, theirs) : -1;
  const made = hands.call('mmap', at, sharedPageBytes, readWrite, sharedFixed, received, 0);
  for (const one of [ours, theirs, received]) if (one >= 0) hands.call('close', one);
  return made === at;
}

function send(tid: number, socket: number, fd: number): boolean {
  using pidfd = Pidfd.open(tid);
  const copy = pidfd?.take(socket);
  if (copy === undefined || typeof copy === 'string') return false;
  using owned = copy;
  passDescriptor(owned.fd, fd);
  return true;
}

function receive(hands: BorrowedThread, socket: number): number {
  const message = receivingMessage(hands.scratchAt);
  const got = hands.call('recvmsg', socket, message, receiveCloseOnExec);
  return got === 1 ? hands.read(receivedFdAt, 4).readInt32LE(0) : -1;
}
