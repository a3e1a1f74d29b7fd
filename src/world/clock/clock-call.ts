import { nr } from '../../abi/syscalls.js';
import { clock, toTimespec } from '../../kernel/clocks.js';
import { addressOf, syscall } from '../../kernel/ffi.js';
import { writeMemory } from '../../kernel/process-memory.js';
import { answered, type Registers } from '../../tracer/registers.js';
import type { Thread } from '../../tracer/tracee.js';

export const clockCalls: readonly number[] = [nr.clock_gettime, nr.gettimeofday, nr.time];

/** Nanoseconds of a clock, by its number; undefined where the kernel has to answer. */
type ReadClock = (id: number) => bigint | undefined;

/**
 * Answer a call that reads a clock and was not made through the vDSO.
 * @returns false where the call has to be made
 */
export function answerClockCall(thread: Thread, registers: Registers, read: ReadClock): boolean {
  const result = answer(thread, registers, read);
  if (result === undefined) return false;
  thread.setRegisters(answered(registers, result));
  return true;
}

function answer(thread: Thread, registers: Registers, read: ReadClock): bigint | undefined {
  const [first, second] = [registers.number('rdi'), registers.number('rsi')];
  const put = (address: number, bytes: Buffer): boolean =>
    address === 0 || writeMemory(thread.tid, address, bytes);
  const call = registers.number('origRax');
  const time = read(call === nr.clock_gettime ? registers.int('rdi') : clock.realtime);
  if (time === undefined) return undefined;
  switch (call) {
    case nr.clock_gettime:
      return second !== 0 && put(second, toTimespec(time)) ? 0n : undefined;
    case nr.gettimeofday:
      return put(first, timeval(time)) && put(second, timezone()) ? 0n : undefined;
    default: {
      const seconds = toTimespec(time).subarray(0, 8);
      return put(first, seconds) ? seconds.readBigInt64LE(0) : undefined;
    }
  }
}

function timeval(time: bigint): Buffer {
  const bytes = toTimespec(time);
  bytes.writeBigInt64LE(bytes.readBigInt64LE(8) / 1000n, 8);
  return bytes;
}

function timezone(): Buffer {
  const zone = Buffer.alloc(8);
  syscall(nr.gettimeofday, 0, Number(addressOf(zone)), 0);
  return zone;
}
