import type { Delay, NetworkEvent } from '../model/consequence.js';
import { syscall } from '../kernel/ffi.js';
import { readMemory, writeMemory } from '../kernel/process-memory.js';
import { nr } from '../abi/syscalls.js';
import { signalNumber } from '../abi/signals.js';
import { poke } from './poke.js';
import { answered, type RegisterName, type Registers } from './registers.js';
import type { Thread } from './tracee.js';

/** What the world does around a call. */
interface Staging {
  readonly delay?: Delay;
  /** The descriptor that events happen to, where it is not the call's first argument. */
  readonly socket?: number;
  readonly before?: readonly NetworkEvent[];
  readonly after?: readonly NetworkEvent[];
}

/** What to do with a system call that a thread is stopped before. */
export type Override = Staging & CallOverride;

type CallOverride =
  | { readonly kind: 'run' }
  /** Run it with other bytes in the program's memory; they are put back when it returns. */
  | {
      readonly kind: 'patch';
      readonly writes: readonly ProgramBytes[];
    }
  /** Run it with another argument; the register is put back when it returns. */
  | { readonly kind: 'limit'; readonly register: RegisterName; readonly count: number }
  /** Do not run it: give this result, after writing these bytes to the program's memory. */
  | {
      readonly kind: 'answer';
      readonly result: number;
      readonly writes: readonly ProgramBytes[];
      readonly signal?: string;
      /** What is written instead where a signal ends the call before it is answered. */
      readonly unanswered?: readonly ProgramBytes[];
    };

/** Bytes of a program's memory. */
export interface ProgramBytes {
  readonly address: number;
  readonly bytes: Buffer;
}

/**
 * Carry it out and let the thread run on to the call's return.
 * @returns what stood in its memory where the call is to find other bytes
 */
export function applyOverride(
  thread: Thread,
  registers: Registers,
  override: Override,
): readonly ProgramBytes[] {
  if (override.kind === 'limit')
    thread.setRegisters(registers.copy().set(override.register, override.count));
  if (override.kind === 'answer') answer(thread, registers, override);
  const replaced = override.kind === 'patch' ? patch(thread, override.writes) : [];
  thread.resume('syscall');
  return replaced;
}

function patch({ tid }: Thread, writes: readonly ProgramBytes[]): readonly ProgramBytes[] {
  const replaced = writes.map(({ address, bytes }) => {
    return { address, bytes: readMemory(tid, address, bytes.length) };
  });
  for (const { address, bytes } of writes) poke(tid, address, bytes);
  return replaced;
}

function answer(
  thread: Thread,
  registers: Registers,
  override: Override & { kind: 'answer' },
): void {
  for (const { address, bytes } of override.writes) writeMemory(thread.tid, address, bytes);
  thread.setRegisters(answered(registers, override.result));
  if (override.signal === undefined) return;
  syscall(nr.tgkill, thread.process.pid, thread.tid, signalNumber(override.signal));
}

/** After the call returned: the program must find the argument that it passed. */
export function undoOverride(
  thread: Thread,
  before: Registers,
  override: Override,
  replaced: readonly ProgramBytes[],
): void {
  for (const { address, bytes } of replaced) poke(thread.tid, address, bytes);
  if (override.kind !== 'limit') return;
  const registers = thread.registers();
  if (registers === 'died') return;
  thread.setRegisters(registers.set(override.register, before.word(override.register)));
}

/** Results that never reach a program: the kernel restarts the call (ERESTART* in errno.h). */
export function willRestart(result: number): boolean {
  return result >= -516 && result <= -512;
}
