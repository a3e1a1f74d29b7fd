import { signalNumber } from '../../../abi/signals.js';
import { consequenceBytes, type Answer } from './consequence-bytes.js';
import type { GuestStaging } from './guest-event.js';

/** enum reply_op of native/channel.h. */
const op = {
  wait: 1,
  start: 2,
  signal: 3,
  read: 4,
  write: 5,
  date: 6,
  seed: 7,
  serve: 8,
  name: 9,
  run: 16,
  limit: 17,
  answer: 18,
  again: 19,
  redirect: 20,
};
const headBytes = 20;

/** What the guest's first process is told to do. */
export type Order =
  | { readonly kind: 'wait'; readonly microseconds: number }
  | { readonly kind: 'start'; readonly program: number; readonly words: readonly string[] }
  | { readonly kind: 'signal'; readonly program: number; readonly signal: string }
  | { readonly kind: 'read'; readonly path: string; readonly from: number }
  /** The clock with a date goes on from there. */
  | { readonly kind: 'date'; readonly epochMs: number }
  /** Random bytes come from there, too. */
  | { readonly kind: 'seed'; readonly bytes: Buffer }
  /** Be a name server, which /etc/resolv.conf names in these words. */
  | { readonly kind: 'serve'; readonly configuration: string }
  /** To whom it says what. */
  | { readonly kind: 'answer'; readonly to: Buffer; readonly bytes: Buffer }
  /** Puts text in place of what a file holds, or behind it. */
  | {
      readonly kind: 'write';
      readonly path: string;
      readonly text: string;
      readonly appends: boolean;
    };

export function encodeOrder(seq: number, order: Order): Buffer {
  switch (order.kind) {
    case 'wait':
      return encode(seq, op.wait, order.microseconds);
    case 'start':
      return encode(seq, op.start, order.program, Buffer.from(terminated(order.words)));
    case 'signal': {
      const text = `${String(signalNumber(order.signal))} ${String(order.program)}`;
      return encode(seq, op.signal, 0, Buffer.from(terminated([text])));
    }
    case 'read':
      return encode(seq, op.read, order.from, Buffer.from(terminated([order.path])));
    case 'write':
      return encode(seq, op.write, order.appends ? 1 : 0, payloadOf(order));
    case 'date':
      return encode(seq, op.date, order.epochMs);
    case 'seed':
      return encode(seq, op.seed, 0, order.bytes);
    case 'serve':
      return encode(seq, op.serve, 0, Buffer.from(order.configuration));
    case 'answer':
      return encode(seq, op.name, 0, Buffer.concat([order.to, order.bytes]));
  }
}

function payloadOf({ path, text }: Order & { kind: 'write' }): Buffer {
  return Buffer.from(`${terminated([path])}${text}`);
}

/** What a process that stands before a call is told. */
export type Decision = GuestStaging &
  (
    | { readonly op: 'run' }
    | { readonly op: 'limit'; readonly count: number }
    | { readonly op: 'redirect'; readonly port: number }
    | { readonly op: 'answer'; readonly answer: Answer }
  );

export function encodeDecision(seq: number, decision: Decision): Buffer {
  const answer = decision.op === 'answer' ? decision.answer : undefined;
  return encode(seq, op[decision.op], argumentOf(decision), consequenceBytes(decision, answer));
}

function argumentOf(decision: Decision): number {
  switch (decision.op) {
    case 'run':
      return 0;
    case 'limit':
      return decision.count;
    case 'redirect':
      return decision.port;
    case 'answer':
      return decision.answer.result;
  }
}

/** The process is to ask again: its first process may have orders before. */
export function encodeAgain(seq: number): Buffer {
  return encode(seq, op.again, 0);
}

/** struct reply */
function encode(seq: number, operation: number, argument: number, payload?: Buffer): Buffer {
  const head = Buffer.alloc(headBytes);
  head.writeUInt32LE(seq, 0);
  head.writeUInt32LE(operation, 4);
  head.writeBigInt64LE(BigInt(argument), 8);
  head.writeUInt32LE(payload?.length ?? 0, 16);
  return payload === undefined ? head : Buffer.concat([head, payload]);
}

function terminated(words: readonly string[]): string {
  return words.map((word) => `${word}\0`).join('');
}
