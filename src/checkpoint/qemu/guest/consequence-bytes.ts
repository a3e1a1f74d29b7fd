import { signalNumber } from '../../../abi/signals.js';
import type { Consequence, Delay, NetworkEvent } from '../../../model/consequence.js';
import { assert, present } from '../../../support/assert.js';
import type { Override } from '../../../tracer/override.js';

/** enum event_kind of native/channel.h. */
const kinds: Partial<Readonly<Record<NetworkEvent['event'], number>>> = {
  reset: 1,
  close: 2,
  discard: 3,
  'clear-error': 4,
  notify: 5,
  drop: 6,
  duplicate: 7,
  reorder: 8,
  'send-again': 9,
};
const eventsMost = 8;
const eventBytes = 8;
const eventsBytes = 4 + eventsMost * eventBytes;
const delayBytes = 12;
const writeBytes = 20;
const forEver = -1;

/** What a call that is not made leaves behind. */
export type Answer = Override & { kind: 'answer' };

/** struct consequence of native/channel.h */
export function consequenceBytes(
  { before, after, delay }: Omit<Consequence, 'change'>,
  answer?: Answer,
): Buffer {
  const parts = [events(before), events(after), delayOf(delay)];
  return Buffer.concat([...parts, answerBytes(answer ?? { writes: [] })]);
}

/** struct events */
function events(all: readonly NetworkEvent[]): Buffer {
  // Nothing that a name server says is changed there, so there is nothing to repeat.
  const list = all.filter(({ event }) => event !== 'repeat-answer');
  assert(list.length <= eventsMost, 'more events than the channel has room for', { list });
  const bytes = Buffer.alloc(eventsBytes);
  bytes.writeUInt32LE(list.length, 0);
  list.forEach((event, i) => {
    const kind = present(kinds[event.event], 'an event that the guest cannot bring about');
    bytes.writeUInt32LE(kind, 4 + i * eventBytes);
    bytes.writeUInt32LE(event.event === 'discard' ? event.keep : 0, 8 + i * eventBytes);
  });
  return bytes;
}

function delayOf(delay: Delay | undefined): Buffer {
  const bytes = Buffer.alloc(delayBytes);
  if (delay === undefined) return bytes;
  bytes.writeBigInt64LE(BigInt('forEver' in delay ? forEver : Math.max(1, Math.ceil(delay.ms))));
  bytes.writeUInt32LE(Number('pastNextTimer' in delay), 8);
  return bytes;
}

/** struct answer */
function answerBytes({ signal, writes }: Pick<Answer, 'signal' | 'writes'>): Buffer {
  const bytes = Buffer.alloc(8 + writes.length * writeBytes);
  bytes.writeInt32LE(signal === undefined ? 0 : signalNumber(signal), 0);
  bytes.writeUInt32LE(writes.length, 4);
  writes.forEach((write, i) => {
    const from = 8 + i * writeBytes;
    bytes.writeBigUInt64LE(BigInt(write.address), from);
    bytes.writeUInt32LE(write.bytes.length, from + 8);
    write.bytes.copy(bytes, from + 12);
  });
  return bytes;
}
