import { entryPoint } from '../kernel/procfs.js';
import { readMemory } from '../kernel/process-memory.js';
import { pokeWord } from '../kernel/ptrace.js';
import type { Thread } from './tracee.js';

const int3 = 0xccn;

/** A breakpoint at the first instruction of a program, after the loader's own work. */
export interface EntryBreakpoint {
  readonly address: number;
  readonly original: bigint;
}

/** Set it in a thread stopped at exec. @returns undefined when the process has died */
export function setEntryBreakpoint(thread: Thread): EntryBreakpoint | undefined {
  const address = entryPoint(thread.process.pid);
  if (address === undefined) return undefined;
  const word = readMemory(thread.process.pid, address, 8);
  if (word.length < 8) return undefined;
  const original = word.readBigUInt64LE(0);
  pokeWord(thread.tid, address, (original & ~0xffn) | int3);
  return { address, original };
}

/**
 * Whether this SIGTRAP is the breakpoint's; if so it is removed, and the thread stands before
 * the instruction that it replaced.
 */
export function clearEntryBreakpoint(thread: Thread, breakpoint: EntryBreakpoint): boolean {
  const registers = thread.registers();
  if (registers === 'died' || registers.number('rip') !== breakpoint.address + 1) return false;
  pokeWord(thread.tid, breakpoint.address, breakpoint.original);
  thread.setRegisters(registers.set('rip', breakpoint.address));
  return true;
}
