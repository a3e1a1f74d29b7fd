import type { WatchedCall } from '../choice/call.js';
import type { WaitFacts } from '../choice/situation.js';
import { Pidfd } from '../kernel/pidfd.js';
import { pollEvent, pollNow } from '../kernel/poll.js';
import type { Registers } from '../tracer/registers.js';
import type { Thread } from '../tracer/tracee.js';
import { waitLimitOf } from '../world/clock/waits/limit.js';
import { socketFacts, type SocketFacts } from '../world/socket-facts.js';
import { waitedDescriptors, type Waited } from './waited-descriptors.js';

const edgeTriggered = 0x8000_0000; // EPOLLET

/** One of the descriptors, and what poll(2) says of it right now. */
interface Found extends Waited {
  /** Absent where it is no socket of the network. */
  readonly socket?: SocketFacts;
  readonly ready: number;
}

/** The socket that stands for all that a call waits for, and what its outcomes hang on. */
export interface WaitSubject {
  readonly socket: SocketFacts;
  readonly wait: WaitFacts;
}

/** @returns undefined where no socket of the network is waited for */
export function readWait(
  thread: Thread,
  registers: Registers,
  call: WatchedCall,
): WaitSubject | undefined {
  const all = waitedDescriptors(thread.tid, registers, call).map((one) => look(thread.tid, one));
  const subject = all.find(isOpen) ?? all.find(({ socket }) => socket !== undefined);
  if (subject?.socket === undefined) return undefined;
  const limit = waitLimitOf(thread, registers);
  const readyAnyway = all.map((one) => whyReady(one, one === subject)).find((why) => why);
  return {
    socket: subject.socket,
    wait: {
      ...(limit === undefined ? {} : { limitMs: Number(limit) / 1e6 }),
      isOpen: isOpen(subject),
      canSend: has(subject, pollEvent.out),
      ...(readyAnyway === undefined ? {} : { readyAnyway }),
    },
  };
}

function look(tid: number, { fd, events }: Waited): Found {
  const socket = socketFacts(tid, fd);
  using pidfd = Pidfd.open(tid);
  const copy = pidfd?.take(fd);
  if (copy === undefined || typeof copy === 'string') return { fd, events, ready: 0 };
  using owned = copy;
  const ready = pollNow([owned.fd])[0] ?? 0;
  const isOfNetwork = socket !== undefined && !isPair(socket);
  return { fd, events, ready, ...(isOfNetwork ? { socket } : {}) };
}

/** Sockets without names connect a program with itself. */
function isPair({ family, local, peer }: SocketFacts): boolean {
  return family === 'unix' && local === undefined && peer === undefined;
}

function isOpen({ socket, ready }: Found): boolean {
  const isConnected = socket?.type === 'stream' && socket.peer !== undefined;
  return isConnected && (ready & pollEvent.hangUp) === 0;
}

/** Why the wait would find something, whatever the network does. */
function whyReady(one: Found, isSubject: boolean): string | undefined {
  // Whether an edge has been told of already, nobody can see.
  if ((one.events & edgeTriggered) !== 0) return undefined;
  if (one.socket === undefined)
    return has(one, one.events) ? 'what is no socket of the network is ready' : undefined;
  if (has(one, pollEvent.hangUp)) return 'a connection has ended';
  return !isSubject && has(one, pollEvent.out) ? 'there is room to send' : undefined;
}

/** What is asked for, and what poll(2) reports unasked. */
function has({ events, ready }: Found, wanted: number): boolean {
  if ((events & edgeTriggered) !== 0) return false;
  return (ready & wanted & (events | pollEvent.error | pollEvent.hangUp)) !== 0;
}
