/** BPF opcodes of seccomp(2) filters: `…Bits` is true when any of the bits of k is set. */
export const op = {
  load: 0x20,
  and: 0x54,
  jumpIfEqual: 0x15,
  jumpIfAbove: 0x25,
  jumpIfBits: 0x45,
  ret: 0x06,
} as const;

/** How many instructions are skipped if it is true, and if it is false. */
export type Instruction = readonly [code: number, ifTrue: number, ifFalse: number, k: number];

const action = { trace: 0x7ff00000, errno: 0x00050000, allow: 0x7fff0000 } as const;

export const allow: Instruction = [op.ret, 0, 0, action.allow];
export const trace: Instruction = [op.ret, 0, 0, action.trace];

/** The call is not made, and fails with this errno. */
export function fail(errno: number): Instruction {
  return [op.ret, 0, 0, action.errno | errno];
}

/** struct sock_filter[] in memory order. */
export function encode(program: readonly Instruction[]): Buffer {
  const bytes = Buffer.alloc(program.length * 8);
  program.forEach(([code, ifTrue, ifFalse, k], index) => {
    bytes.writeUInt16LE(code, index * 8);
    bytes.writeUInt8(ifTrue, index * 8 + 2);
    bytes.writeUInt8(ifFalse, index * 8 + 3);
    bytes.writeUInt32LE(k >>> 0, index * 8 + 4);
  });
  return bytes;
}
