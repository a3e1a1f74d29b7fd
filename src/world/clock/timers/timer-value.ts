import { readMemory, writeMemory } from '../../../kernel/process-memory.js';
import type { Thread } from '../../../tracer/tracee.js';
import type { Schedule, Setting } from './schedule.js';

/** Numbers of nanoseconds in what the second word of a time counts. */
const unit = { itimerspec: 1n, itimerval: 1000n } as const;
const second = 1_000_000_000n;
const bytesOf = 32;
/** 146 years: what is further away than a clock can count comes then (KTIME_MAX in the kernel). */
const latest = 1n << 62n;

type TimerStruct = keyof typeof unit;

/** @returns undefined where it cannot be read, or the kernel would not take it */
export function readSetting(
  { tid }: Thread,
  address: number,
  struct: TimerStruct,
): Setting | undefined {
  const bytes = readMemory(tid, address, bytesOf);
  if (bytes.length < bytesOf) return undefined;
  const [interval, left] = [0, 16].map((at) => timeAt(bytes, at, unit[struct]));
  return interval === undefined || left === undefined ? undefined : { left, interval };
}

function timeAt(bytes: Buffer, at: number, per: bigint): bigint | undefined {
  const [seconds, rest] = [bytes.readBigInt64LE(at), bytes.readBigInt64LE(at + 8)];
  const isLegal = seconds >= 0n && rest >= 0n && rest * per < second;
  return isLegal ? seconds * second + rest * per : undefined;
}

/** @returns whether it could be; at 0 nothing is wanted */
export function writeSetting(
  { tid }: Thread,
  address: number,
  { left, interval }: Setting,
  struct: TimerStruct,
): boolean {
  const bytes = Buffer.alloc(bytesOf);
  [interval, left].forEach((time, i) => {
    bytes.writeBigInt64LE(time / second, i * 16);
    bytes.writeBigInt64LE((time % second) / unit[struct], i * 16 + 8);
  });
  return writeMemory(tid, address, bytes);
}

/** @param origin what a clock of the world said at 0 of the setting's times */
export function scheduleOf({ left, interval }: Setting, origin: bigint): Schedule {
  if (left === 0n) return { due: undefined, interval };
  const due = origin + left;
  return { due: due < latest ? due : latest, interval };
}
