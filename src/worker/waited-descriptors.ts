import { parseMembers } from '../kernel/epoll.js';
import { pollEvent } from '../kernel/poll.js';
import { readMemory } from '../kernel/process-memory.js';
import { fdTarget, readProc } from '../kernel/procfs.js';
import type { WatchedCall } from '../choice/call.js';
import { argumentRegisters, type Registers } from '../tracer/registers.js';

/** A descriptor that a call waits for. */
export interface Waited {
  readonly fd: number;
  /** EPOLL* bits; those of poll(2) are the same. */
  readonly events: number;
}

const entryBytes = 8; // of struct pollfd
const listMost = 1 << 16;
const setMost = 1024 * 64;
const bitsInWord = 64;
/** How deep the kernel lets sets be members of sets (EP_MAX_NESTS). */
const nestsMost = 4;
const settings = 0xf000_0000; // EPOLLET, EPOLLONESHOT, EPOLLWAKEUP, EPOLLEXCLUSIVE

/** What a call waits for: a list in its order, sets of descriptors in that of their numbers. */
export function waitedDescriptors(
  tid: number,
  registers: Registers,
  { waitsFor }: WatchedCall,
): readonly Waited[] {
  const waited =
    waitsFor === 'list'
      ? listed(tid, registers)
      : waitsFor === 'sets'
        ? inSets(tid, registers)
        : members(tid, registers.int('rdi'));
  return waited.flatMap((one) => expanded(tid, one, 1));
}

function listed(tid: number, registers: Registers): readonly Waited[] {
  const count = Math.min(registers.number('rsi'), listMost);
  const list = readMemory(tid, registers.number('rdi'), count * entryBytes);
  return Array.from({ length: Math.floor(list.length / entryBytes) }, (_, i) => {
    return { fd: list.readInt32LE(i * entryBytes), events: list.readUInt16LE(i * entryBytes + 4) };
  }).filter(({ fd }) => fd >= 0);
}

function inSets(tid: number, registers: Registers): readonly Waited[] {
  const count = Math.min(Math.max(0, registers.int('rdi')), setMost);
  const bytes = Math.ceil(count / bitsInWord) * (bitsInWord / 8);
  const sets = ([1, 2, 3] as const).map((argument) => {
    const at = registers.number(argumentRegisters[argument]);
    return at === 0 ? Buffer.alloc(0) : readMemory(tid, at, bytes);
  });
  const events: readonly number[] = [pollEvent.in, pollEvent.out, pollEvent.urgent];
  return Array.from({ length: count }, (_, fd) => {
    const asked = sets.map((set, i) => (isIn(set, fd) ? (events[i] ?? 0) : 0));
    return { fd, events: asked.reduce((all, event) => all | event, 0) };
  }).filter((one) => one.events !== 0);
}

function isIn(set: Buffer, fd: number): boolean {
  return (((set[fd >> 3] ?? 0) >> (fd & 7)) & 1) === 1;
}

/** Of those that were closed, and stay only because of a copy, the number says nothing. */
function members(tid: number, set: number): readonly Waited[] {
  const info = readProc(`/proc/${String(tid)}/fdinfo/${String(set)}`) ?? '';
  const known = parseMembers(info).filter(({ events }) => (events & ~settings) !== 0);
  return known.map(({ number, events }) => ({ fd: number, events })).sort((a, b) => a.fd - b.fd);
}

/** A set that is waited for stands for what is in it. */
function expanded(tid: number, one: Waited, depth: number): readonly Waited[] {
  if (depth > nestsMost || fdTarget(tid, one.fd) !== 'anon_inode:[eventpoll]') return [one];
  return members(tid, one.fd).flatMap((member) => expanded(tid, member, depth + 1));
}
