import { nr } from '../abi/syscalls.js';
import { readMemory } from '../kernel/process-memory.js';
import type { RegisterName, Registers } from '../tracer/registers.js';
import type { Thread } from '../tracer/tracee.js';

const pathBytesMax = 4096;

/** Calls by which programs look for files, and where the path stands. */
const calls: ReadonlyMap<number, RegisterName> = new Map([
  [nr.open, 'rdi'],
  [nr.stat, 'rdi'],
  [nr.lstat, 'rdi'],
  [nr.access, 'rdi'],
  [nr.execve, 'rdi'],
  [nr.chdir, 'rdi'],
  [nr.readlink, 'rdi'],
  [nr.openat, 'rsi'],
  [nr.newfstatat, 'rsi'],
  [nr.readlinkat, 'rsi'],
  [nr.faccessat, 'rsi'],
  [nr.execveat, 'rsi'],
  [nr.statx, 'rsi'],
  [nr.openat2, 'rsi'],
  [nr.faccessat2, 'rsi'],
]);

export const pathCalls: readonly number[] = [...calls.keys()];

/** @returns the path that a call names, as the program wrote it */
export function namedPath({ tid }: Thread, registers: Registers): string | undefined {
  const register = calls.get(registers.number('origRax'));
  if (register === undefined) return undefined;
  const bytes = readMemory(tid, registers.number(register), pathBytesMax);
  const end = bytes.indexOf(0);
  return end > 0 ? bytes.toString('utf8', 0, end) : undefined;
}
