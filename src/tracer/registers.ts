import { registerBytes } from '../kernel/ptrace.js';

/** Index of each register in struct user_regs_struct of x86-64 (sys/user.h). */
const index = {
  r15: 0,
  r14: 1,
  r13: 2,
  r12: 3,
  rbp: 4,
  rbx: 5,
  r11: 6,
  r10: 7,
  r9: 8,
  r8: 9,
  rax: 10,
  rcx: 11,
  rdx: 12,
  rsi: 13,
  rdi: 14,
  origRax: 15,
  rip: 16,
  flags: 18,
  rsp: 19,
  fsBase: 21,
} as const;

export type RegisterName = keyof typeof index;

/** The registers that carry a system call's arguments, in order (syscall(2)). */
export const argumentRegisters = ['rdi', 'rsi', 'rdx', 'r10', 'r8', 'r9'] as const;

/** A thread's general registers. Numbers are exact below 2^53, which all user addresses are. */
export class Registers {
  constructor(readonly bytes: Buffer = Buffer.alloc(registerBytes)) {}

  copy(): Registers {
    return new Registers(Buffer.from(this.bytes));
  }

  word(name: RegisterName): bigint {
    return this.bytes.readBigUInt64LE(index[name] * 8);
  }

  /** As an unsigned number: addresses, lengths. */
  number(name: RegisterName): number {
    const at = index[name] * 8;
    return this.bytes.readUInt32LE(at) + this.bytes.readUInt32LE(at + 4) * 0x1_0000_0000;
  }

  /** As a signed number: results, errors. */
  signed(name: RegisterName): number {
    const at = index[name] * 8;
    return this.bytes.readUInt32LE(at) + this.bytes.readInt32LE(at + 4) * 0x1_0000_0000;
  }

  /** The low 32 bits as int: descriptors, which the kernel takes as `int`. */
  int(name: RegisterName): number {
    return this.bytes.readInt32LE(index[name] * 8);
  }

  set(name: RegisterName, value: number | bigint): this {
    this.bytes.writeBigInt64LE(BigInt.asIntN(64, BigInt(value)), index[name] * 8);
    return this;
  }
}

const redZone = 128;

/** Room for so many bytes below the stack and its red zone, where nothing is of use. */
export function belowStack(registers: Registers, bytes: number): number {
  return Math.floor((registers.number('rsp') - redZone - bytes) / 16) * 16;
}

const notYetMade = -38; // ENOSYS

/** Whether the thread stands at a seccomp stop, before its call (seccomp(2), RET_TRACE). */
export function isBeforeCall(registers: Registers): boolean {
  return registers.signed('origRax') >= 0 && registers.signed('rax') === notYetMade;
}

/**
 * Registers with which a thread that stands before a call skips it and finds this result: at a
 * seccomp stop, orig_rax = -1 skips the call and rax is its result (seccomp(2)).
 */
export function answered(registers: Registers, result: number | bigint): Registers {
  return registers.copy().set('origRax', -1).set('rax', result);
}

/**
 * Registers with which a thread makes the call again that it stands in or before: two bytes of
 * `syscall` back, and its number in rax again, which -1 in orig_rax keeps the kernel from minding.
 */
export function callAgain(registers: Registers): Registers {
  return registers
    .copy()
    .set('rip', registers.number('rip') - 2)
    .set('rax', registers.word('origRax'))
    .set('origRax', -1);
}

/** Whether a call is made again, from the same place, as the kernel does after a signal. */
export function isSameCall(before: Registers, now: Registers): boolean {
  return (['rip', 'rsp', 'origRax', 'rdi'] as const).every(
    (name) => before.word(name) === now.word(name),
  );
}
