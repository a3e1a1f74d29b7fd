import { addressOf, errno, ptraceBuffer, ptraceNumber } from './ffi.js';
import { errnoName } from '../abi/errno.js';
import { InvariantError } from '../support/assert.js';

const request = {
  pokeData: 5,
  cont: 7,
  singleStep: 9,
  getRegs: 12,
  setRegs: 13,
  syscall: 24,
  getEventMessage: 0x4201,
  getSigInfo: 0x4202,
  setSigInfo: 0x4203,
  getRegSet: 0x4204,
  setRegSet: 0x4205,
  seize: 0x4206,
  interrupt: 0x4207,
  listen: 0x4208,
  peekSigInfo: 0x4209,
  getSigMask: 0x420a,
  setSigMask: 0x420b,
  getRseq: 0x420f,
} as const;

/** PTRACE_O_*: SYSGOOD, FORK, VFORK, CLONE, EXEC, SECCOMP and EXITKILL. */
const options = 0x1 | 0x2 | 0x4 | 0x8 | 0x10 | 0x80 | 0x100000;

export type ResumeRequest = 'cont' | 'syscall' | 'singleStep' | 'listen';

export const registerBytes = 27 * 8;

/**
 * What a ptrace request on a stopped thread can come to: it may have been killed meanwhile
 * (ESRCH, ptrace(2) "Death under ptrace"), which is an answer and no error.
 */
export type PtraceResult = 'done' | 'died';

/**
 * Attach without stopping. EXITKILL takes the tracee down with this process, however it ends.
 * @returns the errno name when the kernel refuses (EPERM: Yama, another tracer, other user)
 */
export function seize(tid: number): { refused: string | undefined } {
  const done = ptraceNumber(request.seize, tid, 0, options) === 0;
  return { refused: done ? undefined : errnoName(errno()) };
}

export function interrupt(tid: number): PtraceResult {
  return result('interrupt', tid, ptraceNumber(request.interrupt, tid, 0, 0));
}

export function resume(tid: number, how: ResumeRequest, signal: number): PtraceResult {
  return result(how, tid, ptraceNumber(request[how], tid, 0, signal));
}

export function getRegisters(tid: number, into: Buffer): PtraceResult {
  return result('getRegs', tid, ptraceBuffer(request.getRegs, tid, 0, into));
}

export function setRegisters(tid: number, from: Buffer): PtraceResult {
  return result('setRegs', tid, ptraceBuffer(request.setRegs, tid, 0, from));
}

/** Write one word, also into read-only text (unlike process_vm_writev). */
export function pokeWord(tid: number, address: number, word: bigint): PtraceResult {
  const buffer = Number(BigInt.asIntN(64, word));
  if (Number.isSafeInteger(buffer))
    return result('pokeData', tid, ptraceNumber(request.pokeData, tid, address, buffer));
  return result('pokeData', tid, pokeBig(tid, address, word));
}

function pokeBig(tid: number, address: number, word: bigint): number {
  // koffi takes a bigint for a long as it is; only the declared type is narrower.
  const data = BigInt.asIntN(64, word) as unknown as number;
  return ptraceNumber(request.pokeData, tid, address, data);
}

const message = Buffer.alloc(8);

/** The new pid of a fork event, the former tid of an exec event. */
export function eventMessage(tid: number): number | 'died' {
  const done = result('event', tid, ptraceBuffer(request.getEventMessage, tid, 0, message));
  return done === 'died' ? 'died' : Number(message.readBigUInt64LE(0));
}

const sigInfo = Buffer.alloc(128);

/** si_code of the signal about to be delivered (sigaction(2)). */
export function signalCode(tid: number): number | 'died' {
  const done = result('siginfo', tid, ptraceBuffer(request.getSigInfo, tid, 0, sigInfo));
  return done === 'died' ? 'died' : sigInfo.readInt32LE(8);
}

/** The siginfo_t of the signal about to be delivered. */
export function signalInfo(tid: number): Buffer | 'died' {
  const done = result('siginfo', tid, ptraceBuffer(request.getSigInfo, tid, 0, sigInfo));
  return done === 'died' ? 'died' : Buffer.from(sigInfo);
}

export function setSignalInfo(tid: number, info: Buffer): PtraceResult {
  return result('siginfo', tid, ptraceBuffer(request.setSigInfo, tid, 0, info));
}

/** The signals that a thread blocks; where a call has replaced them for its time, those saved. */
export function getSignalMask(tid: number): bigint | 'died' {
  const done = result('sigmask', tid, ptraceBuffer(request.getSigMask, tid, 8, message));
  return done === 'died' ? 'died' : message.readBigUInt64LE(0);
}

export function setSignalMask(tid: number, mask: bigint): PtraceResult {
  message.writeBigUInt64LE(mask, 0);
  return result('sigmask', tid, ptraceBuffer(request.setSigMask, tid, 8, message));
}

const infoBytes = 128;
const infosMax = 64;
const infos = Buffer.alloc(infosMax * infoBytes);
const peeking = Buffer.alloc(16);

/**
 * The siginfo_t of each signal that waits for a thread, or for its process, in order
 * (PTRACE_PEEKSIGINFO): at most 64.
 */
export function peekSignals(tid: number, whose: 'thread' | 'process'): readonly Buffer[] | 'died' {
  peeking.writeUInt32LE(whose === 'process' ? 1 : 0, 8);
  peeking.writeInt32LE(infosMax, 12);
  const count = ptraceBuffer(request.peekSigInfo, tid, Number(addressOf(peeking)), infos);
  if (result('peeksiginfo', tid, count) === 'died') return 'died';
  return Array.from({ length: count }, (_, i) =>
    Buffer.from(infos.subarray(i * infoBytes, (i + 1) * infoBytes)),
  );
}

const rseq = Buffer.alloc(24);

/** What a thread has registered with rseq(2): struct ptrace_rseq_configuration. */
export function rseqConfiguration(tid: number): Buffer | 'died' {
  const done = result('rseq', tid, ptraceBuffer(request.getRseq, tid, rseq.length, rseq));
  return done === 'died' ? 'died' : Buffer.from(rseq);
}

const vector = Buffer.alloc(16);
const extended = 0x202; // NT_X86_XSTATE
/** More than any processor's FPU, SSE, AVX and AMX state. */
const extendedMax = Buffer.alloc(16384);

const floatingPoint = 2; // NT_PRFPREG
const floatingBytes = 512;

/** FPU and SSE registers as FXSAVE lays them out. */
export function getFloatingPoint(tid: number): Buffer | 'died' {
  const state = Buffer.alloc(floatingBytes);
  aim(state);
  const got = ptraceBuffer(request.getRegSet, tid, floatingPoint, vector);
  return result('fpregs', tid, got) === 'died' ? 'died' : state;
}

/** FPU, SSE and AVX registers as XSAVE lays them out. */
export function getExtendedState(tid: number): Buffer | 'died' {
  aim(extendedMax);
  const done = result('xstate', tid, ptraceBuffer(request.getRegSet, tid, extended, vector));
  if (done === 'died') return 'died';
  return Buffer.from(extendedMax.subarray(0, Number(vector.readBigUInt64LE(8))));
}

export function setExtendedState(tid: number, state: Buffer): PtraceResult {
  aim(state);
  return result('xstate', tid, ptraceBuffer(request.setRegSet, tid, extended, vector));
}

function aim(buffer: Buffer): void {
  vector.writeBigUInt64LE(addressOf(buffer), 0);
  vector.writeBigUInt64LE(BigInt(buffer.length), 8);
}

function result(what: string, tid: number, returned: number): PtraceResult {
  if (returned !== -1) return 'done';
  const name = errnoName(errno());
  // ESRCH is also what a wrong thread gets: this process is single-threaded where it traces.
  if (name === 'ESRCH') return 'died';
  throw new InvariantError(`ptrace ${what} of ${String(tid)}: ${name}`);
}
