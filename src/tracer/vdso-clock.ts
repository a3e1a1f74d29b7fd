import { vdsoBase } from '../kernel/procfs.js';
import { readMemory, writeMemory } from '../kernel/process-memory.js';
import { getSignalMask, pokeWord, setSignalMask } from '../kernel/ptrace.js';
import { assert } from '../support/assert.js';
import { BorrowedThread } from './borrowed-thread.js';
import { notePrepared } from './call-site.js';
import type { Session } from './session.js';
import type { Thread, TracedProcess } from './tracee.js';
import { mapShared } from './shared-mapping.js';
import { packShift, rawShiftAddress, shiftAddress } from './vdso-code.js';
import { callingEntries, countAddress } from './vdso-count.js';
import { pageAddress, pageBytes, type ClockCode } from './vdso-page.js';
import { vdsoSymbols, type VdsoSymbol } from './vdso-image.js';

/** The whole of it, in all kernels so far. */
const vdsoBytes = 8192;
const readWrite = 3;
const readExecute = 5;
const privateFixed = 0x100022; // MAP_FIXED_NOREPLACE | MAP_ANONYMOUS | MAP_PRIVATE
const allSignals = 0xffff_ffff_ffff_ffffn;

/** Nanoseconds by which a world's clocks differ from the kernel's. */
export interface ClockShift {
  readonly shift: bigint;
  /** Of CLOCK_MONOTONIC_RAW, which NTP does not slow down or speed up. */
  readonly rawShift: bigint;
}

/**
 * Let a program that stands at its exec read other clocks. Programs look the functions of the
 * vDSO up by name, and do so after this: only the symbols are changed. Children inherit it. A
 * process without a vDSO (32 bits) reads the kernel's clocks.
 * @param count descriptor of the page that the code counts in, where it does
 * @returns whether it still stands there, and has not been killed
 */
export function installClock(
  session: Session,
  thread: Thread,
  code: ClockCode,
  count?: number,
): boolean {
  const { process } = thread;
  bases.delete(process.image);
  const base = baseOf(process);
  const symbols = base === undefined ? [] : symbolsOf(readMemory(process.pid, base, vdsoBytes));
  if (base === undefined || symbols.length === 0) return true;
  const lies = (wanted: string): number =>
    base + (symbols.find(({ name }) => name === wanted)?.value ?? 0);
  const originals = { gettime: lies('clock_gettime'), gettimeofday: lies('gettimeofday') };
  const mapped = mapPages(session, thread, code.contents(originals), count);
  if (mapped === 'died') return false;
  const entries = mapped ? code.entries : callingEntries;
  for (const { name, valueAt } of symbols) {
    const entry = entries.get(name);
    if (entry !== undefined) pokeWord(thread.tid, base + valueAt, BigInt(entry - base));
  }
  return true;
}

/** Whether code at this address is the kernel's own in the process. */
export function isInVdso(process: TracedProcess, address: number): boolean {
  const base = baseOf(process);
  return base !== undefined && address >= base && address < base + vdsoBytes;
}

/** Change the shift of a stopped thread's process: written past its protection, as ptrace may. */
export function shiftClock(thread: Thread, { shift, rawShift }: ClockShift): void {
  if (readMemory(thread.tid, shiftAddress, 1).length === 0) return;
  pokeWord(thread.tid, shiftAddress, packShift(shift));
  pokeWord(thread.tid, rawShiftAddress, packShift(rawShift));
}

/** @returns whether the page of the count is there, if there has to be one */
function mapPages(
  session: Session,
  thread: Thread,
  contents: Buffer,
  count: number | undefined,
): boolean | 'died' {
  const mask = getSignalMask(thread.tid);
  if (mask === 'died') return mask;
  setSignalMask(thread.tid, allSignals);
  // Out of execve(2), whose return overwrites registers, up to the first instruction.
  const status = session.stepOver(thread);
  if (status.kind === 'exited' || status.kind === 'killed') {
    session.defer(thread, status);
    return 'died';
  }
  makePage(session, thread, contents);
  const isComplete = count === undefined || mapShared(session, thread, countAddress, count);
  setSignalMask(thread.tid, mask);
  return isComplete;
}

function makePage(session: Session, thread: Thread, contents: Buffer): void {
  using hands = BorrowedThread.borrow(session, thread);
  const made = hands?.call('mmap', pageAddress, pageBytes, readWrite, privateFixed, -1, 0);
  assert(made === pageAddress, 'no room for the clock of the world', { made });
  assert(writeMemory(thread.tid, pageAddress, contents), 'the clock of the world');
  hands?.call('mprotect', pageAddress, pageBytes, readExecute);
  notePrepared(thread.process);
}

/** By the program that a process runs. */
const bases = new WeakMap<object, number>();

function baseOf({ pid, image }: TracedProcess): number | undefined {
  const base = bases.get(image) ?? vdsoBase(pid);
  if (base !== undefined) bases.set(image, base);
  return base;
}

let known: { readonly image: Buffer; readonly symbols: readonly VdsoSymbol[] } | undefined;

/** It is the same in every process of this kernel. */
function symbolsOf(image: Buffer): readonly VdsoSymbol[] {
  if (known?.image.equals(image) !== true) known = { image, symbols: vdsoSymbols(image) };
  return known.symbols;
}
