import { ioctl, readBytes, signalfd, timerfdGettime, timerfdSettime, writeBytes } from './ffi.js';

const setTicks = 0x40085400; // TFD_IOC_SET_TICKS
const word = Buffer.alloc(8);

/** @param fd must not wait: what cannot be read now is not there */
export function setEventCounter(fd: number, count: bigint): void {
  while (readBytes(fd, word, word.length) > 0) continue;
  word.writeBigUInt64LE(count);
  if (count > 0n) writeBytes(fd, word, word.length);
}

/** What is left of a timer and what it repeats by, in nanoseconds; 0: not at all. */
export interface TimerSetting {
  readonly left: bigint;
  readonly interval: bigint;
}

const setting = Buffer.alloc(32);
const second = 1_000_000_000n;

/** A repeating timer that has expired is counted on and started again by this. */
export function readTimer(fd: number): TimerSetting {
  timerfdGettime(fd, setting);
  const at = (offset: number): bigint =>
    setting.readBigInt64LE(offset) * second + setting.readBigInt64LE(offset + 8);
  return { left: at(16), interval: at(0) };
}

/** Start it anew, from now, as if it had expired `ticks` times. @returns whether it could be */
export function setTimer(fd: number, { left, interval }: TimerSetting, ticks: bigint): boolean {
  [interval, left].forEach((time, i) => {
    setting.writeBigInt64LE(time / second, i * 16);
    setting.writeBigInt64LE(time % second, i * 16 + 8);
  });
  if (timerfdSettime(fd, 0, setting, null) !== 0) return false;
  return ticks === 0n || setTimerTicks(fd, ticks);
}

/**
 * As if a timer had expired so often since it was read last: who waits for it wakes. Kernels that
 * cannot save programs lack it (CONFIG_CHECKPOINT_RESTORE). @param ticks more than 0
 */
export function setTimerTicks(fd: number, ticks: bigint): boolean {
  word.writeBigUInt64LE(ticks);
  return ioctl(fd, setTicks, word) === 0;
}

/** @param mask bit n-1 stands for signal n */
export function setSignalFile(fd: number, mask: bigint): void {
  signalfd(fd, maskBytes(mask), 0);
}

/** libc's sigset_t is larger than the kernel's. */
function maskBytes(mask: bigint): Buffer {
  const bytes = Buffer.alloc(128);
  bytes.writeBigUInt64LE(mask);
  return bytes;
}
