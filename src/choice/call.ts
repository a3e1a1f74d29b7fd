import { nr } from '../abi/syscalls.js';

/** A system call at which the environment may fail, and where its arguments stand. */
export interface WatchedCall {
  readonly name: string;
  /** How the fault catalogue groups it. */
  readonly group: CallGroup;
  /** Argument numbers, from 0. */
  readonly fd?: number;
  /** Set where the argument is a plain byte count. */
  readonly count?: number;
  /** How many struct iovec, behind their address: readv(2), writev(2). */
  readonly vectors?: number;
  /** The address of a struct msghdr. */
  readonly message?: number;
  /** How many struct mmsghdr there are. */
  readonly messages?: number;
  /** Where a second descriptor may be the socket instead. */
  readonly otherFd?: number;
  /** The group when it is the first descriptor, the one that is read, that is the socket. */
  readonly groupFromFirst?: CallGroup;
  /** The address of a struct sockaddr that the program gives. */
  readonly address?: number;
  readonly flags?: number;
  /** How a wait names the descriptors that it is for. */
  readonly waitsFor?: 'list' | 'sets' | 'epoll';
}

export type CallGroup =
  | 'socket'
  | 'bind'
  | 'listen'
  | 'connect'
  | 'accept'
  | 'receive'
  | 'send'
  | 'receive-many'
  | 'send-many'
  | 'shutdown'
  | 'peer-name'
  | 'so-error'
  | 'memory'
  | 'wait'
  | 'move';

const table: readonly (readonly [number, WatchedCall])[] = [
  [nr.socket, { name: 'socket', group: 'socket' }],
  [nr.bind, { name: 'bind', group: 'bind', fd: 0, address: 1 }],
  [nr.listen, { name: 'listen', group: 'listen', fd: 0 }],
  [nr.connect, { name: 'connect', group: 'connect', fd: 0, address: 1 }],
  [nr.accept, { name: 'accept', group: 'accept', fd: 0 }],
  [nr.accept4, { name: 'accept4', group: 'accept', fd: 0, flags: 3 }],
  [nr.read, { name: 'read', group: 'receive', fd: 0, count: 2 }],
  [nr.readv, { name: 'readv', group: 'receive', fd: 0, vectors: 2 }],
  [nr.recvfrom, { name: 'recvfrom', group: 'receive', fd: 0, count: 2, address: 4, flags: 3 }],
  [nr.recvmsg, { name: 'recvmsg', group: 'receive', fd: 0, message: 1, flags: 2 }],
  [nr.recvmmsg, { name: 'recvmmsg', group: 'receive-many', fd: 0, messages: 2, flags: 3 }],
  [nr.write, { name: 'write', group: 'send', fd: 0, count: 2 }],
  [nr.writev, { name: 'writev', group: 'send', fd: 0, vectors: 2 }],
  [nr.sendto, { name: 'sendto', group: 'send', fd: 0, count: 2, address: 4, flags: 3 }],
  [nr.sendmsg, { name: 'sendmsg', group: 'send', fd: 0, message: 1, flags: 2 }],
  [nr.sendmmsg, { name: 'sendmmsg', group: 'send-many', fd: 0, messages: 2, flags: 3 }],
  [nr.sendfile, { name: 'sendfile', group: 'move', fd: 0, count: 3 }],
  [
    nr.splice,
    { name: 'splice', group: 'move', fd: 0, otherFd: 2, groupFromFirst: 'receive', count: 4 },
  ],
  [nr.shutdown, { name: 'shutdown', group: 'shutdown', fd: 0 }],
  [nr.getpeername, { name: 'getpeername', group: 'peer-name', fd: 0 }],
  [nr.getsockopt, { name: 'getsockopt(SO_ERROR)', group: 'so-error', fd: 0 }],
  [nr.poll, { name: 'poll', group: 'wait', waitsFor: 'list' }],
  [nr.ppoll, { name: 'ppoll', group: 'wait', waitsFor: 'list' }],
  [nr.select, { name: 'select', group: 'wait', waitsFor: 'sets' }],
  [nr.pselect6, { name: 'pselect6', group: 'wait', waitsFor: 'sets' }],
  [nr.epoll_wait, { name: 'epoll_wait', group: 'wait', waitsFor: 'epoll' }],
  [nr.epoll_pwait, { name: 'epoll_pwait', group: 'wait', waitsFor: 'epoll' }],
  [nr.epoll_pwait2, { name: 'epoll_pwait2', group: 'wait', waitsFor: 'epoll' }],
  [nr.mmap, { name: 'mmap', group: 'memory', count: 1, flags: 3 }],
];

const byNumber: ReadonlyMap<number, WatchedCall> = new Map(table);

/** All calls that may be choice points. */
export const choiceCalls: readonly number[] = table.map(([number]) => number);

/** libc's send(3) and recv(3) are sendto and recvfrom without an address; select(3) varies. */
const aliases: Readonly<Record<string, string>> = {
  send: 'sendto',
  recv: 'recvfrom',
  select: 'pselect6',
};

export function systemCall(name: string): string {
  return aliases[name] ?? name;
}

/** The groups that a call of this name may belong to. */
export function groupsOf(name: string): readonly CallGroup[] {
  const calls = table
    .map(([, call]) => call)
    .filter((call) => systemCall(call.name) === systemCall(name));
  return calls.flatMap(({ group, groupFromFirst }) => [group, groupFromFirst ?? group]);
}

export function watchedCall(number: number): WatchedCall | undefined {
  return byNumber.get(number);
}
