import {
  getExtendedState,
  getFloatingPoint,
  getRegisters,
  registerBytes,
} from '../../kernel/ptrace.js';
import { threadStatus, type ThreadStatus } from '../../kernel/thread-status.js';
import { note, noteType } from './note.js';

/** A thread's notes: the kernel puts the first thread's status before all others. */
interface ThreadNotes {
  readonly status: Buffer;
  readonly registers: Buffer;
}

/**
 * What a core file says of a stopped thread.
 * @param signal the number of the signal that ends its process; 0: none does
 * @returns undefined when it was killed meanwhile
 */
export function threadNotes(tid: number, signal: number): ThreadNotes | undefined {
  const registers = Buffer.alloc(registerBytes);
  if (getRegisters(tid, registers) === 'died') return undefined;
  const [floating, extended] = [getFloatingPoint(tid), getExtendedState(tid)];
  const status = threadStatus(tid);
  if (floating === 'died' || extended === 'died' || status === undefined) return undefined;
  return {
    status: note(noteType.threadStatus, statusBytes(status, registers, signal)),
    registers: Buffer.concat([
      note(noteType.floatingPoint, floating),
      note(noteType.extendedState, extended),
    ]),
  };
}

const registersAt = 112;

/** struct elf_prstatus (linux/elfcore.h). */
function statusBytes(status: ThreadStatus, registers: Buffer, signal: number): Buffer {
  const bytes = Buffer.alloc(registersAt + registers.length + 8);
  bytes.writeInt32LE(signal, 0);
  bytes.writeInt16LE(signal, 12);
  bytes.writeBigUInt64LE(status.pending, 16);
  bytes.writeBigUInt64LE(status.blocked, 24);
  [status.tid, status.parent, status.group, status.session].forEach((number, i) => {
    bytes.writeInt32LE(number, 32 + 4 * i);
  });
  status.timesMs.forEach((ms, i) => {
    bytes.writeBigInt64LE(BigInt(Math.floor(ms / 1000)), 48 + 16 * i);
    bytes.writeBigInt64LE(BigInt((ms % 1000) * 1000), 56 + 16 * i);
  });
  registers.copy(bytes, registersAt);
  // The floating point registers are valid; they have a note of their own.
  bytes.writeInt32LE(1, registersAt + registers.length);
  return bytes;
}
