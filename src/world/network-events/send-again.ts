import { nr } from '../../abi/syscalls.js';
import { send, sendto } from '../../kernel/ffi.js';
import { hasError } from '../../kernel/poll.js';
import { readMemory } from '../../kernel/process-memory.js';
import { ioVectors } from '../../tracer/io-vectors.js';
import type { Registers } from '../../tracer/registers.js';
import { memoryOf, messageAt, type MessageHeader } from './message-headers.js';

const withoutWaiting = 0x40; // MSG_DONTWAIT
const none = { address: 0, length: 0 };
const [largest, longestAddress] = [1 << 16, 128];

/** The call of a program that has sent something. */
export interface MadeCall {
  readonly tid: number;
  readonly registers: Registers;
}

/** The first datagram of the call arrives once more: its own socket sends it again. */
export function sendAgain(copy: number, { tid, registers }: MadeCall): void {
  const message = firstMessage(tid, registers);
  // Nobody is there, and to send again would fetch the news of it in place of the program.
  if (message === undefined || hasError(copy)) return;
  const parts = message.areas.map(({ address, length }) => readMemory(tid, address, length));
  const data = Buffer.concat(parts).subarray(0, largest);
  const { address, length } = message.name;
  if (address === 0) send(copy, data, data.length, withoutWaiting);
  else {
    const to = readMemory(tid, address, Math.min(length, longestAddress));
    sendto(copy, data, data.length, withoutWaiting, to, to.length);
  }
}

function firstMessage(tid: number, registers: Registers): MessageHeader | undefined {
  const [second, third] = [registers.number('rsi'), registers.number('rdx')];
  const plain = { areas: [{ address: second, length: third }], name: none };
  switch (registers.number('origRax')) {
    case nr.write:
      return plain;
    case nr.sendto:
      return { ...plain, name: { address: registers.number('r8'), length: registers.int('r9') } };
    case nr.writev:
      return { ...plain, areas: ioVectors(memoryOf(tid), second, third) };
    case nr.sendmsg:
    case nr.sendmmsg:
      return messageAt(tid, second);
    default:
      return undefined;
  }
}
