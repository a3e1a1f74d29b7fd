import type { WatchedCall } from '../choice/call.js';
import { readMemory } from '../kernel/process-memory.js';
import { argumentRegisters, type Registers } from '../tracer/registers.js';
import type { SocketFacts } from '../world/socket-facts.js';

const vectorBytes = 16; // struct iovec
const mostVectors = 1024; // UIO_MAXIOV
/** Offsets in struct msghdr. */
const message = { vectors: 16, count: 24, bytes: 56 } as const;

const dontWait = 0x40; // MSG_DONTWAIT
const transfers = new Set(['receive', 'receive-many', 'send', 'send-many']);

type Many = 'receive-many' | 'send-many';

/** How many bytes a call asks to be moved, where it says so: as a count, or as a list of areas. */
export function askedBytes(
  tid: number,
  registers: Registers,
  call: WatchedCall,
): number | undefined {
  if (call.count !== undefined) {
    const register = argumentRegisters[call.count];
    return register === undefined ? undefined : registers.number(register);
  }
  if (call.name === 'readv' || call.name === 'writev')
    return sumOfVectors(tid, registers.number('rsi'), registers.number('rdx'));
  if (call.name !== 'recvmsg' && call.name !== 'sendmsg') return undefined;
  const header = readMemory(tid, registers.number('rsi'), message.bytes);
  if (header.length < message.bytes) return undefined;
  const vectors = Number(header.readBigUInt64LE(message.vectors));
  return sumOfVectors(tid, vectors, Number(header.readBigUInt64LE(message.count)));
}

/** A read moves at most what is queued; a write at most what is asked; of many, messages count. */
export function movableAmount(
  { group }: WatchedCall,
  socket: Pick<SocketFacts, 'queued' | 'datagrams'>,
  registers: Registers,
  bytes = 0,
): number {
  if (isOfMany(group)) {
    const messages = registers.int('rdx');
    return group === 'send-many' ? messages : Math.min(messages, socket.datagrams);
  }
  return group === 'receive' ? Math.min(bytes, socket.queued) : bytes;
}

/** Whether the flags of a transfer say that it must not wait. */
export function hasDontWait({ group }: WatchedCall, flags = 0): boolean {
  return transfers.has(group) && (flags & dontWait) !== 0;
}

function isOfMany(group: string): group is Many {
  return group === 'receive-many' || group === 'send-many';
}

function sumOfVectors(tid: number, at: number, count: number): number | undefined {
  if (count === 0) return 0;
  const vectors = readMemory(tid, at, Math.min(count, mostVectors) * vectorBytes);
  let sum = 0;
  for (let from = 8; from + 8 <= vectors.length; from += vectorBytes)
    sum += Number(vectors.readBigUInt64LE(from));
  return sum;
}
