import type { WatchedCall } from '../choice/call.js';
import { argument, callVectors } from '../choice/call-vectors.js';
import { readMemory } from '../kernel/process-memory.js';
import type { Registers } from '../tracer/registers.js';
import type { SocketFacts } from '../world/socket-facts.js';

const dontWait = 0x40; // MSG_DONTWAIT
const transfers = new Set(['receive', 'receive-many', 'send', 'send-many']);

type Many = 'receive-many' | 'send-many';

/** How many bytes a call asks to be moved, where it says so: as a count, or as a list of areas. */
export function askedBytes(
  tid: number,
  registers: Registers,
  call: WatchedCall,
): number | undefined {
  if (call.count !== undefined) return argument(registers, call.count);
  const vectors = callVectors(call, registers, (at, length) => readMemory(tid, at, length));
  return vectors?.segments.reduce((sum, { length }) => sum + length, 0);
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
