import { errnoName } from '../../abi/errno.js';
import type { CallGroup } from '../../choice/call.js';
import { argument, callVectors } from '../../choice/call-vectors.js';
import { readMemory } from '../../kernel/process-memory.js';
import type { RecordedCall } from '../../model/recorded-call.js';
import type { Segment } from '../../tracer/io-vectors.js';
import type { OpenCall } from './open-call.js';
import { headText } from './head-text.js';

type Moved = Pick<RecordedCall, 'direction' | 'bytes' | 'data'>;

const headBytes = 64;
/** struct mmsghdr: a struct msghdr, and how many bytes were moved. */
const messageHeader = { bytes: 64, lengthAt: 56 } as const;

const directions: Partial<Record<CallGroup, 'sent' | 'received'>> = {
  send: 'sent',
  'send-many': 'sent',
  move: 'sent',
  receive: 'received',
  'receive-many': 'received',
};

/** What a call that has returned has moved, read from the program's memory. */
export function movedBy(open: OpenCall, result: number): Moved {
  const call = open.seen?.facts.call;
  if (call?.group === 'so-error') return result < 0 ? {} : { data: toldError(open) };
  const direction = call && directions[call.group];
  if (call === undefined || direction === undefined || result < 0) return {};
  if (call.messages !== undefined)
    return { direction, bytes: bytesOfMessages(open, result), ...headOf(open, 0) };
  return { direction, bytes: result, ...headOf(open, result) };
}

/** getsockopt(SO_ERROR): an int behind the fourth argument. */
function toldError({ thread, asMade }: OpenCall): string {
  const bytes = readMemory(thread.tid, asMade.number('r10'), 4);
  const error = bytes.length < 4 ? 0 : bytes.readInt32LE(0);
  return error === 0 ? 'no error' : errnoName(error);
}

function bytesOfMessages({ thread, asMade }: OpenCall, count: number): number {
  const { bytes, lengthAt } = messageHeader;
  const headers = readMemory(thread.tid, asMade.number('rsi'), Math.min(count, 1024) * bytes);
  let sum = 0;
  for (let at = 0; at + bytes <= headers.length; at += bytes)
    sum += headers.readUInt32LE(at + lengthAt);
  return sum;
}

function headOf(open: OpenCall, length: number): Pick<Moved, 'data'> {
  const pieces: Buffer[] = [];
  let left = Math.min(length, headBytes);
  for (const area of areasOf(open)) {
    if (left === 0) break;
    const piece = readMemory(open.thread.tid, area.address, Math.min(left, area.length));
    pieces.push(piece);
    left -= piece.length;
  }
  const head = Buffer.concat(pieces);
  return head.length === 0 ? {} : { data: headText(head) };
}

function areasOf({ thread, asMade, seen }: OpenCall): readonly Segment[] {
  const call = seen?.facts.call;
  if (call === undefined || call.group === 'move' || call.otherFd !== undefined) return [];
  if (call.count !== undefined)
    return [{ address: argument(asMade, call.count - 1), length: argument(asMade, call.count) }];
  const read = (at: number, length: number): Buffer => readMemory(thread.tid, at, length);
  return callVectors(call, asMade, read)?.segments ?? [];
}
