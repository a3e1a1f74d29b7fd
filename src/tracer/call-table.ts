import { nr, type SyscallName } from '../abi/syscalls.js';

/** One system call with plain numbers as arguments. */
export interface TableEntry {
  readonly name: SyscallName;
  readonly args: readonly number[];
  /** Whether the calls after it are skipped when it fails. */
  readonly mustSucceed: boolean;
}

const entryBytes = 72;
const offset = { nr: 0, args: 8, result: 56, mustSucceed: 64 } as const;
const endMark = -1n;
const notRun = -0x7fffffffn;

/**
 * Machine code that makes the calls of a table one after the other and stops at a breakpoint:
 * rbx points to the entry, and a result between -4095 and -1 is an error (syscall(2)).
 */
export const callTableCode = Buffer.from(
  [
    '488b03', // next: mov rax, [rbx]        number
    '4883f8ff', //       cmp rax, -1
    '7433', //           je done
    '488b7b08', //       mov rdi, [rbx+8]      arguments
    '488b7310', //       mov rsi, [rbx+16]
    '488b5318', //       mov rdx, [rbx+24]
    '4c8b5320', //       mov r10, [rbx+32]
    '4c8b4328', //       mov r8, [rbx+40]
    '4c8b4b30', //       mov r9, [rbx+48]
    '0f05', //           syscall
    '48894338', //       mov [rbx+56], rax     result
    '483d01f0ffff', //   cmp rax, -4095
    '7207', //           jb go                 no error
    '48837b4000', //     cmp qword [rbx+64], 0
    '7506', //           jne done              (over the next two)
    '4883c348', // go:   add rbx, 72
    'ebc4', //           jmp next
    'cc', // done:       int3
  ].join(''),
  'hex',
);

export function encodeTable(entries: readonly TableEntry[]): Buffer {
  const table = Buffer.alloc((entries.length + 1) * entryBytes);
  entries.forEach(({ name, args, mustSucceed }, i) => {
    const at = i * entryBytes;
    table.writeBigInt64LE(BigInt(nr[name]), at + offset.nr);
    args.forEach((value, n) => table.writeBigInt64LE(BigInt(value), at + offset.args + n * 8));
    table.writeBigInt64LE(notRun, at + offset.result);
    table.writeBigInt64LE(mustSucceed ? 1n : 0n, at + offset.mustSucceed);
  });
  table.writeBigInt64LE(endMark, entries.length * entryBytes);
  return table;
}

/** The result of each call; undefined for those that were skipped or have not returned. */
export function decodeResults(table: Buffer): readonly (number | undefined)[] {
  const count = table.length / entryBytes - 1;
  return Array.from({ length: count }, (_, i) => {
    const result = table.readBigInt64LE(i * entryBytes + offset.result);
    return result === notRun ? undefined : Number(result);
  });
}
