import { nr } from '../abi/syscalls.js';
import { readMemory } from '../kernel/process-memory.js';
import { fdTarget } from '../kernel/procfs.js';
import { ioVectors, vectorsOfMessage, type Segment } from '../tracer/io-vectors.js';
import { argumentRegisters, type Registers } from '../tracer/registers.js';
import type { Thread } from '../tracer/tracee.js';

const waitAll = 0x100; // MSG_WAITALL
const noSignal = 0x4000; // MSG_NOSIGNAL

/** The bytes of a call that, when it blocks, does not return before it has moved them all. */
export function segmentsOf(thread: Thread, now: Registers): readonly Segment[] {
  const [, second = 0, third = 0, fourth = 0] = argumentRegisters.map((name) => now.number(name));
  const read = (at: number, length: number): Buffer => readMemory(thread.tid, at, length);
  switch (now.signed('origRax')) {
    case nr.write:
    case nr.sendto:
      return [{ address: second, length: third }];
    case nr.recvfrom:
      return (fourth & waitAll) === 0 ? [] : [{ address: second, length: third }];
    case nr.sendfile:
      return [{ address: 0, length: fourth }];
    case nr.writev:
      return ioVectors(read, second, third);
    case nr.sendmsg: {
      const { at, count } = vectorsOfMessage(read, second);
      return ioVectors(read, at, count);
    }
    default:
      return [];
  }
}

/** The same call for the first of these segments only. */
export function callFor(thread: Thread, asMade: Registers, segment: Segment): Registers {
  const rest = asMade.copy();
  const number = asMade.number('origRax');
  if (number === nr.sendfile) return rest.set('r10', segment.length);
  rest.set('rsi', segment.address).set('rdx', segment.length);
  if (number === nr.recvfrom) return rest;
  if (number === nr.sendto) return rest.set('r10', asMade.word('r10') | BigInt(noSignal));
  const isSocket = fdTarget(thread.tid, asMade.int('rdi'))?.startsWith('socket:') === true;
  if (!isSocket) return rest.set('origRax', nr.write);
  // A socket that has taken something answers with that count, and not with SIGPIPE.
  const flags = number === nr.sendmsg ? asMade.word('rdx') : 0n;
  rest.set('origRax', nr.sendto).set('r10', flags | BigInt(noSignal));
  return rest.set('r8', 0).set('r9', 0);
}

/** What is left of them after some bytes. */
export function skip(segments: readonly Segment[], bytes: number): readonly Segment[] {
  let rest = bytes;
  return segments.flatMap(({ address, length }): readonly Segment[] => {
    const gone = Math.min(rest, length);
    rest -= gone;
    return gone === length ? [] : [{ address: address + gone, length: length - gone }];
  });
}

export function lengthOf(segments: readonly Segment[]): number {
  return segments.reduce((sum, { length }) => sum + length, 0);
}
