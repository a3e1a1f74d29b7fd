import { signalNumber } from '../../../abi/signals.js';
import type { Delay } from '../../../model/consequence.js';
import { assert } from '../../../support/assert.js';
import type { Override } from '../../../tracer/override.js';
import type { GuestEvent, GuestStaging } from './guest-event.js';

/** enum event_kind of native/channel.h. */
const kinds: Readonly<Record<GuestEvent['event'], number>> = {
  reset: 1,
  close: 2,
  discard: 3,
  'clear-error': 4,
  notify: 5,
  drop: 6,
  duplicate: 7,
  reorder: 8,
  'send-again': 9,
  replace: 10,
  route: 11,
};
const eventsMost = 8;
const eventBytes = 8;
const eventsBytes = 4 + eventsMost * eventBytes;
const delayBytes = 12;
const writeBytes = 20;
const writesMost = 4;
const nothing = Buffer.alloc(0);
const forEver = -1;

/** What a call that is not made leaves behind. */
export type Answer = Override & { kind: 'answer' };

/** struct consequence of native/channel.h, and the bytes of events behind it. */
export function consequenceBytes({ before, after, delay }: GuestStaging, answer?: Answer): Buffer {
  const parts = [events(before), events(after), delayOf(delay)];
  return Buffer.concat([...parts, answerBytes(answer ?? { writes: [] }), ...before.map(bytesOf)]);
}

/** struct events */
function events(list: readonly GuestEvent[]): Buffer {
  assert(list.length <= eventsMost, 'more events than the channel has room for', { list });
  const bytes = Buffer.alloc(eventsBytes);
  bytes.writeUInt32LE(list.length, 0);
  list.forEach((event, i) => {
    bytes.writeUInt32LE(kinds[event.event], 4 + i * eventBytes);
    bytes.writeUInt32LE('keep' in event ? event.keep : bytesOf(event).length, 8 + i * eventBytes);
  });
  return bytes;
}

function bytesOf(event: GuestEvent): Buffer {
  return 'bytes' in event ? event.bytes : nothing;
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
  const bytes = Buffer.alloc(8 + writesMost * writeBytes);
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
