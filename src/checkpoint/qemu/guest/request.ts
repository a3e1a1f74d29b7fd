import { assert } from '../../../support/assert.js';
import { parseTick, type Tick } from './tick.js';

/** Offsets in struct request of native/channel.h. */
const at = {
  pid: 12,
  tid: 16,
  number: 20,
  args: 24,
  domain: 72,
  type: 76,
  nonBlocking: 80,
  listening: 84,
  queued: 88,
  localLength: 92,
  peerLength: 96,
  namedLength: 100,
  inode: 104,
  local: 112,
  peer: 240,
  named: 368,
  registers: 496,
  stackLength: 712,
  handlers: 716,
  asked: 720,
  datagrams: 728,
  hasReceiveLimit: 732,
  hasSendLimit: 736,
  answerLength: 740,
} as const;
const registersBytes = 216;
/** enum handlers of native/signal-handlers.h. */
const handlers = ['none', 'restarting', 'interrupting'] as const;
export const requestBytes = 744;

/** A process of the SUT stands before a call on a socket. */
export interface GuestCall {
  readonly kind: 'call';
  readonly seq: number;
  readonly pid: number;
  readonly tid: number;
  readonly number: number;
  readonly args: readonly bigint[];
  readonly domain: number;
  readonly type: number;
  readonly nonBlocking: boolean;
  readonly listening: boolean;
  readonly queued: number;
  readonly datagrams: number;
  /** Bytes that the call names by a list of areas. */
  readonly asked: number;
  readonly timeLimits: { readonly receive: boolean; readonly send: boolean };
  /** What the process does about signals: nothing, go on with its call, or break it off. */
  readonly handlers: 'none' | 'restarting' | 'interrupting';
  readonly inode: bigint;
  /** Each a struct sockaddr; empty where there is none. */
  readonly local: Buffer;
  readonly peer: Buffer;
  readonly named: Buffer;
  /** struct user_regs_struct inside the wrapper. */
  readonly registers: Buffer;
  /** The stack from its pointer on. */
  readonly stack: Buffer;
  /** What a name server has said, where that is about to be received; else empty. */
  readonly answer: Buffer;
  /** Lines of /proc/PID/maps. */
  readonly maps: string;
}

interface GuestTick {
  readonly kind: 'tick';
  readonly seq: number;
  readonly tick: Tick;
}

export type GuestRequest = GuestCall | GuestTick;

export function decodeRequest(head: Buffer, data: Buffer): GuestRequest {
  const [seq, kind] = [head.readUInt32LE(0), head.readUInt32LE(4)];
  if (kind === 1) return { kind: 'tick', seq, tick: parseTick(data) };
  assert(kind === 2, 'a request of an unknown kind', { kind });
  const stackLength = head.readUInt32LE(at.stackLength);
  const answerEnd = stackLength + head.readUInt32LE(at.answerLength);
  const address = (from: number, length: number): Buffer =>
    head.subarray(from, from + head.readUInt32LE(length));
  return {
    kind: 'call',
    seq,
    pid: head.readInt32LE(at.pid),
    tid: head.readInt32LE(at.tid),
    number: head.readUInt32LE(at.number),
    args: Array.from({ length: 6 }, (_, i) => head.readBigUInt64LE(at.args + 8 * i)),
    domain: head.readInt32LE(at.domain),
    type: head.readInt32LE(at.type),
    nonBlocking: head.readUInt32LE(at.nonBlocking) !== 0,
    listening: head.readUInt32LE(at.listening) !== 0,
    queued: head.readUInt32LE(at.queued),
    datagrams: head.readUInt32LE(at.datagrams),
    asked: Number(head.readBigUInt64LE(at.asked)),
    timeLimits: {
      receive: head.readUInt32LE(at.hasReceiveLimit) !== 0,
      send: head.readUInt32LE(at.hasSendLimit) !== 0,
    },
    handlers: handlers[head.readUInt32LE(at.handlers)] ?? 'none',
    inode: head.readBigUInt64LE(at.inode),
    local: address(at.local, at.localLength),
    peer: address(at.peer, at.peerLength),
    named: address(at.named, at.namedLength),
    registers: head.subarray(at.registers, at.registers + registersBytes),
    stack: data.subarray(0, stackLength),
    answer: data.subarray(stackLength, answerEnd),
    maps: data.toString('utf8', answerEnd),
  };
}
