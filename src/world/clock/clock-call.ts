import { nr } from '../../abi/syscalls.js';
import { clock, readClock, toTimespec } from '../../kernel/clocks.js';
import { addressOf, syscall } from '../../kernel/ffi.js';
import { writeMemory } from '../../kernel/process-memory.js';
import type { Registers } from '../../tracer/registers.js';
import type { Thread } from '../../tracer/tracee.js';
import { isInVdso, type ClockShift } from '../../tracer/vdso-clock.js';

export const clockCalls: readonly number[] = [nr.clock_gettime, nr.gettimeofday, nr.time];

/** Shifted coarse clocks are read as exact ones, as our code in the vDSO's place does. */
const exact: ReadonlyMap<number, number> = new Map([
  [5, clock.realtime],
  [6, clock.monotonic],
]);

/**
 * Answer a call that reads a clock and was not made through the vDSO.
 * @returns false where the call has to be made: what it would answer is an error, or is shifted
 * by our code, from which the vDSO was called
 */
export function answerClockCall(thread: Thread, registers: Registers, shifts: ClockShift): boolean {
  // It makes the call itself where the machine's clock cannot be read without the kernel.
  if (isInVdso(thread.process, registers.number('rip'))) return false;
  const result = answer(thread, registers, shifts);
  if (result === undefined) return false;
  // At a seccomp stop, orig_rax = -1 skips the call and rax is its result (seccomp(2)).
  thread.setRegisters(registers.copy().set('origRax', -1).set('rax', result));
  return true;
}

function answer(thread: Thread, registers: Registers, shifts: ClockShift): bigint | undefined {
  const [first, second] = [registers.number('rdi'), registers.number('rsi')];
  const put = (address: number, bytes: Buffer): boolean =>
    address === 0 || writeMemory(thread.tid, address, bytes);
  switch (registers.number('origRax')) {
    case nr.clock_gettime:
      return second !== 0 && put(second, toTimespec(read(registers.int('rdi'), shifts)))
        ? 0n
        : undefined;
    case nr.gettimeofday:
      return put(first, timeval(read(clock.realtime, shifts))) && put(second, timezone())
        ? 0n
        : undefined;
    default: {
      const time = toTimespec(read(clock.realtime, shifts));
      return put(first, time.subarray(0, 8)) ? time.readBigInt64LE(0) : undefined;
    }
  }
}

function read(id: number, { shift, rawShift }: ClockShift): bigint {
  return readClock(exact.get(id) ?? id) + (id === clock.monotonicRaw ? rawShift : shift);
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
