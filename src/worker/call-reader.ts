import { fdTarget } from '../kernel/procfs.js';
import { readMemory } from '../kernel/process-memory.js';
import { parseAddress, type SocketAddress } from '../kernel/socket.js';
import { watchedCall, type WatchedCall } from '../choice/call.js';
import type { CallFacts } from '../choice/detector.js';
import type { Handlers } from '../choice/situation.js';
import { argumentRegisters, type Registers } from '../tracer/registers.js';
import type { StackReader } from '../tracer/stack-reader.js';
import type { Thread } from '../tracer/tracee.js';
import type { FileIdentities } from '../world/file-identities.js';
import { askedBytes, hasDontWait, movableAmount } from './amounts.js';
import {
  addressText,
  familyName,
  socketFacts,
  typeName,
  unused,
  type SocketFacts,
} from '../world/socket-facts.js';
import { messageBytes } from './message-bytes.js';
import { waitedDescriptors } from './waited-descriptors.js';
import { readWait, type WaitSubject } from './wait-reader.js';

const sockNonblock = 0o4000;

export type SeenCall = Omit<CallFacts, 'handlers' | 'stack'>;

/** Reads everything about a watched call from the stopped thread and its descriptors. */
export class CallReader {
  constructor(
    private readonly stacks: StackReader,
    private readonly identities: FileIdentities,
  ) {}

  /** A quick look at the descriptor: most reads and writes are on files. */
  isOnSocket(thread: Thread, registers: Registers): boolean {
    const call = watchedCall(registers.number('origRax'));
    if (call === undefined) return false;
    if (call.group === 'memory') return true;
    if (call.waitsFor !== undefined) return waitsForSocket(thread.tid, registers, call);
    if (call.fd === undefined) return familyName(registers.int('rdi')) !== undefined;
    return socketArgument(thread, registers, call) !== undefined;
  }

  /** @returns undefined when the call is not on a socket of the network (any more) */
  read(thread: Thread, registers: Registers, handlers: Handlers): CallFacts | undefined {
    const seen = this.look(thread, registers);
    return seen && { ...seen, handlers, stack: this.stacks.read(thread) };
  }

  /** The same without what only a choice needs. */
  look(thread: Thread, registers: Registers): SeenCall | undefined {
    const watched = watchedCall(registers.number('origRax'));
    if (watched === undefined) return undefined;
    const found = subjectOf(thread, registers, watched);
    if (found === undefined) return undefined;
    const { socket } = found;
    const call = asMadeOn(socket, registers, watched);
    const named = addressArgument(thread, registers, call);
    const address = addressText(named);
    const bytes = askedBytes(thread.tid, registers, call);
    const { queued, datagrams, timeLimits } = socket;
    return {
      call,
      socket: viewOf(socket, call, registers),
      ...(socket.inode === '' ? {} : { inode: this.identityOf(socket) }),
      ...(address === undefined ? {} : { address }),
      ...(bytes === undefined ? {} : { bytes }),
      movable: movableAmount(call, socket, registers, bytes),
      queued,
      datagrams,
      timeLimits,
      ...('wait' in found ? { wait: found.wait } : {}),
      ...messageBytes(thread, registers, call),
      boundPort: named?.kind === 'ip' ? named.port : 0,
      process: thread.process.index,
      thread: thread.index,
    };
  }

  private identityOf({ inode }: SocketFacts): string {
    return this.identities.of(`socket:[${inode}]`);
  }
}

/** splice(2) reads one descriptor and writes the other: which one is the socket makes the call. */
function asMadeOn(socket: SocketFacts, registers: Registers, call: WatchedCall): WatchedCall {
  const group = call.groupFromFirst;
  const isFirst = intArgument(registers, call.fd) === socket.fd;
  return group !== undefined && isFirst ? { ...call, group } : call;
}

function viewOf(
  { fd, family, type, nonBlocking, listening, local, peer }: SocketFacts,
  call: WatchedCall,
  registers: Registers,
): CallFacts['socket'] {
  return {
    fd,
    family,
    type,
    nonBlocking: nonBlocking || hasDontWait(call, argument(registers, call.flags)),
    listening,
    ...(local === undefined ? {} : { local }),
    ...(peer === undefined ? {} : { peer }),
  };
}

function subjectOf(
  thread: Thread,
  registers: Registers,
  call: WatchedCall,
): { readonly socket: SocketFacts } | WaitSubject | undefined {
  if (call.waitsFor !== undefined) return readWait(thread, registers, call);
  if (call.group === 'memory') return { socket: memory };
  const socket = call.fd === undefined ? newSocket(registers) : existing(thread, registers, call);
  return socket && { socket };
}

function waitsForSocket(tid: number, registers: Registers, call: WatchedCall): boolean {
  const waited = waitedDescriptors(tid, registers, call);
  return waited.some(({ fd }) => fdTarget(tid, fd)?.startsWith('socket:') === true);
}

const memory: SocketFacts = {
  ...unused,
  fd: -1,
  inode: '',
  family: 'none',
  type: 'none',
  nonBlocking: false,
  listening: false,
};

/** A socket that socket(2) is about to make: no descriptor and no inode yet. */
function newSocket(registers: Registers): SocketFacts | undefined {
  const family = familyName(registers.int('rdi'));
  const type = typeName(registers.int('rsi'));
  if (family === undefined || type === undefined) return undefined;
  const nonBlocking = (registers.int('rsi') & sockNonblock) !== 0;
  return { ...unused, fd: -1, inode: '', family, type, nonBlocking, listening: false };
}

function existing(
  thread: Thread,
  registers: Registers,
  call: WatchedCall,
): SocketFacts | undefined {
  const fd = socketArgument(thread, registers, call);
  return fd === undefined ? undefined : socketFacts(thread.tid, fd);
}

/** Of the call's descriptors the one that is a socket. */
function socketArgument(
  thread: Thread,
  registers: Registers,
  call: WatchedCall,
): number | undefined {
  const fds = [call.fd, call.otherFd].map((at) => intArgument(registers, at));
  return fds.find(
    (fd) => fd !== undefined && fdTarget(thread.tid, fd)?.startsWith('socket:') === true,
  );
}

function addressArgument(
  thread: Thread,
  registers: Registers,
  call: WatchedCall,
): SocketAddress | undefined {
  // accept and recvfrom give an address to be filled in; the others name one.
  if (call.address === undefined || call.group === 'receive') return undefined;
  const at = argument(registers, call.address) ?? 0;
  const length = argument(registers, call.address + 1) ?? 0;
  if (at === 0 || length === 0) return undefined;
  return parseAddress(readMemory(thread.tid, at, Math.min(length, 128)));
}

function argument(registers: Registers, at: number | undefined): number | undefined {
  const register = at === undefined ? undefined : argumentRegisters[at];
  return register === undefined ? undefined : registers.number(register);
}

function intArgument(registers: Registers, at: number | undefined): number | undefined {
  const register = at === undefined ? undefined : argumentRegisters[at];
  return register === undefined ? undefined : registers.int(register);
}
