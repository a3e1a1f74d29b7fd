import { clockGettime, errno } from './ffi.js';
import { errnoName } from '../abi/errno.js';
import { assert } from '../support/assert.js';

export const clock = { realtime: 0, monotonic: 1, monotonicRaw: 4 } as const;

const nanoseconds = 1_000_000_000n;
const timespec = Buffer.alloc(16);

/** Nanoseconds of a clock of the kernel, by its number (clock_gettime(2)). */
export function readClock(id: number): bigint {
  assert(clockGettime(id, timespec) === 0, 'clock_gettime', { id, errno: errnoName(errno()) });
  return fromTimespec(timespec);
}

export function fromTimespec(bytes: Buffer): bigint {
  return bytes.readBigInt64LE(0) * nanoseconds + bytes.readBigInt64LE(8);
}

export function toTimespec(time: bigint): Buffer {
  const bytes = Buffer.alloc(16);
  bytes.writeBigInt64LE(time / nanoseconds, 0);
  bytes.writeBigInt64LE(time % nanoseconds, 8);
  return bytes;
}

/** Whether the kernel would take it, and it is no `for ever` that cannot be added to. */
export function isTimespec(bytes: Buffer): boolean {
  const [seconds, rest] = [bytes.readBigInt64LE(0), bytes.readBigInt64LE(8)];
  return seconds >= 0n && seconds < 1n << 40n && rest >= 0n && rest < nanoseconds;
}
