import { readMemory } from '../../kernel/process-memory.js';
import { signalCode } from '../../kernel/ptrace.js';
import { isBeforeCall, type Registers } from '../../tracer/registers.js';
import type { Thread } from '../../tracer/tracee.js';
import type { Breakpoints } from './breakpoints.js';

export const sigtrap = 5;
const sigsegv = 11;
const int3 = 0xcc;
const syscallCode = Buffer.from([0x0f, 0x05]);
/** si_code of what an instruction brings about that stops: SI_KERNEL. */
const byInstruction = 0x80;
/** Of what the processor watches by itself: TRAP_HWBKPT. */
const byProcessor = 4;

/** Where the breakpoint stands that a thread has run into, one byte before it. */
export function breakpointOf(thread: Thread): number | undefined {
  if (signalCode(thread.tid) !== byInstruction) return undefined;
  const registers = thread.registers();
  return registers === 'died' ? undefined : registers.number('rip') - 1;
}

/** Whether it stopped for nothing but what the processor was told to watch. */
export function isWatched(thread: Thread): boolean {
  return signalCode(thread.tid) === byProcessor;
}

/**
 * What a signal means. gdb has a function of the program return to a breakpoint on the stack, and
 * where no code may run there, SIGSEGV comes of it: the program has nothing to do with that.
 */
export function meantBy(thread: Thread, signal: number, breakpoints: Breakpoints): number {
  if (signal !== sigsegv) return signal;
  const registers = thread.registers();
  return registers !== 'died' && breakpoints.has(registers.number('rip')) ? sigtrap : signal;
}

/** Put a thread before the breakpoint that it has run into. */
export function standBefore(thread: Thread, breakpoint: number): void {
  const registers = thread.registers();
  if (registers !== 'died') thread.setRegisters(registers.set('rip', breakpoint));
}

/** Whether the program itself stops there. */
export function isInstruction(thread: Thread, address: number): boolean {
  return readMemory(thread.tid, address, 1)[0] === int3;
}

/** Whether a thread has not moved, or is back. */
export function isSamePlace(origin: Registers | 'died', now: Registers | 'died'): boolean {
  if (origin === 'died' || now === 'died') return false;
  return (['rip', 'rsp', 'origRax'] as const).every((name) => origin.word(name) === now.word(name));
}

/** Whether its next step is nothing but an instruction: a call may take as long as it likes. */
export function isBetweenCalls(thread: Thread): boolean {
  const registers = thread.registers();
  if (registers === 'died' || isBeforeCall(registers)) return false;
  if (registers.signed('origRax') >= 0) return false;
  return !readMemory(thread.tid, registers.number('rip'), 2).equals(syscallCode);
}
