import { toTimespec } from '../../../kernel/clocks.js';
import { writeMemory } from '../../../kernel/process-memory.js';
import type { Registers } from '../../../tracer/registers.js';
import type { Thread } from '../../../tracer/tracee.js';
import type { TimedCall } from './timed-call.js';

const bitsInWord = 64;
/** The three sets of select(2) and pselect(2). */
const sets = ['rsi', 'rdx', 'r10'] as const;

/** Write what is left of a limit where the kernel writes it. */
export function writeLeft(
  call: TimedCall,
  thread: Thread,
  registers: Registers,
  left: bigint,
): void {
  const address = call.left === undefined ? 0 : registers.number(call.left);
  if (address === 0) return;
  const bytes = toTimespec(left < 0n ? 0n : left);
  if (call.unit === 'timeval') bytes.writeBigInt64LE(bytes.readBigInt64LE(8) / 1000n, 8);
  // As in the kernel, memory that cannot be written to is not worth an error here.
  writeMemory(thread.tid, address, bytes);
}

/**
 * No descriptor is ready. A call that is interrupted leaves the sets as they were; poll(2) has
 * written its results already.
 */
export function clearSets(thread: Thread, registers: Registers): void {
  const bytes = Buffer.alloc((Math.ceil(registers.int('rdi') / bitsInWord) * bitsInWord) / 8);
  for (const set of sets) {
    const address = registers.number(set);
    if (address !== 0) writeMemory(thread.tid, address, bytes);
  }
}
