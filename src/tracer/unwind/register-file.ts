/** DWARF register numbers of x86-64 (System V ABI, figure 3.36). */
export const dwarf = { rbx: 3, rbp: 6, rsp: 7, rip: 16 } as const;

/** Byte offsets in user_regs_struct (<sys/user.h>), in the order of the DWARF numbers. */
const userRegsOffsets = [
  80, 96, 88, 40, 104, 112, 32, 152, 72, 64, 56, 48, 24, 16, 8, 0, 128,
] as const;

/** Callee-saved by the System V ABI: what a call leaves as it was. */
export const calleeSaved: readonly number[] = [3, 6, 12, 13, 14, 15];

/**
 * The general registers and rip by DWARF number; undefined where unwinding has lost the value.
 * They are bigints because a callee-saved register may hold any 64 bits.
 */
export type RegisterFile = readonly (bigint | undefined)[];

/** Decodes what PTRACE_GETREGS gave (216 bytes). */
export function registerFile(userRegs: Buffer): RegisterFile {
  return userRegsOffsets.map((offset) => userRegs.readBigUInt64LE(offset));
}

const maxUserAddress = 1n << 47n;

/** The value as a number, where it can be an address of user space. */
export function userAddress(value: bigint | undefined): number | undefined {
  if (value === undefined || value < 0n || value >= maxUserAddress) return undefined;
  return Number(value);
}
