import { nr } from '../abi/syscalls.js';
import { addressOf, syscall, syscall5 } from './ffi.js';

/** Where the fields lie in siginfo_t of x86-64 (sigaction(2)). */
const at = { signal: 0, code: 8, padding: 12, timer: 16, overrun: 20, value: 24 } as const;
const infoBytes = 128;
const overrunsMax = 0x7fff_ffffn;
const ofTimer = -2; // SI_TIMER
const fromKernel = 0x80; // SI_KERNEL
/** The padding is copied along (copy_siginfo() in the kernel), and programs do not look there. */
const ourMark = 0x7153;

/** Instead of the number of a POSIX timer, for alarm(2). */
export const noTimer = -1;

/** To whom a signal of a timer goes: a process, or one thread of it. */
interface SignalAddress {
  readonly pid: number;
  readonly tid?: number;
}

/** What a signal says of the timer that it comes from. */
interface TimerNews {
  readonly signal: number;
  readonly timer: number;
  readonly value: bigint;
}

/**
 * Send a signal as a timer does. Of negative codes the kernel believes everybody
 * (rt_sigqueueinfo(2)), and SI_TIMER is one.
 */
export function sendTimerSignal({ pid, tid }: SignalAddress, news: TimerNews): void {
  const info = Buffer.alloc(infoBytes);
  info.writeInt32LE(news.signal, at.signal);
  info.writeInt32LE(ofTimer, at.code);
  info.writeInt32LE(ourMark, at.padding);
  info.writeInt32LE(news.timer, at.timer);
  info.writeBigUInt64LE(news.value, at.value);
  const address = Number(addressOf(info));
  if (tid === undefined) syscall(nr.rt_sigqueueinfo, pid, news.signal, address);
  else syscall5(nr.rt_tgsigqueueinfo, pid, tid, news.signal, address, 0);
}

/** Whether a signal was sent by `sendTimerSignal`, and is no timer's of the kernel. */
export function isOurTimerSignal(info: Buffer): boolean {
  return info.readInt32LE(at.code) === ofTimer && info.readInt32LE(at.padding) === ourMark;
}

/** The number of the POSIX timer that such a signal comes from. */
export function timerOf(info: Buffer): number {
  return info.readInt32LE(at.timer);
}

export function isOfAlarm(info: Buffer): boolean {
  return timerOf(info) === noTimer;
}

/** As the kernel tells of alarm(2), which nobody can send from outside. */
export function asOfAlarm(info: Buffer): Buffer {
  const signal = info.readInt32LE(at.signal);
  const told = Buffer.alloc(infoBytes);
  told.writeInt32LE(signal, at.signal);
  told.writeInt32LE(fromKernel, at.code);
  return told;
}

/** @param overrun is told up to DELAYTIMER_MAX */
export function withOverrun(info: Buffer, overrun: bigint): Buffer {
  const told = Buffer.from(info);
  told.writeInt32LE(Number(overrun < overrunsMax ? overrun : overrunsMax), at.overrun);
  return told;
}
