import type { WatchedCall } from '../choice/call.js';
import type { CallFacts } from '../choice/detector.js';
import { messagesAt, type MessageHeader } from '../world/network-events/message-headers.js';
import type { Registers } from '../tracer/registers.js';
import type { Thread } from '../tracer/tracee.js';

/** How long each message of sendmmsg is. */
export function messageBytes(
  { tid }: Thread,
  registers: Registers,
  { group }: WatchedCall,
): Pick<CallFacts, 'messageBytes'> {
  if (group !== 'send-many') return {};
  const headers = messagesAt(tid, registers.number('rsi'), registers.int('rdx'));
  const bytesOf = ({ areas }: MessageHeader): number =>
    areas.reduce((sum, { length }) => sum + length, 0);
  return { messageBytes: headers.map(bytesOf) };
}
