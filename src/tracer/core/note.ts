/** Types of notes in a core file (linux/elf.h), and who has named them. */
export const noteType = {
  threadStatus: { owner: 'CORE', type: 1 }, // NT_PRSTATUS
  floatingPoint: { owner: 'CORE', type: 2 }, // NT_PRFPREG
  processInfo: { owner: 'CORE', type: 3 }, // NT_PRPSINFO
  auxiliary: { owner: 'CORE', type: 6 }, // NT_AUXV
  signalInfo: { owner: 'CORE', type: 0x53494749 }, // NT_SIGINFO
  files: { owner: 'CORE', type: 0x46494c45 }, // NT_FILE
  extendedState: { owner: 'LINUX', type: 0x202 }, // NT_X86_XSTATE
} as const;

/** A note as ELF has it: three lengths and types, the owner's name, what it says (elf(5)). */
export function note({ owner, type }: { owner: string; type: number }, bytes: Buffer): Buffer {
  const name = Buffer.from(`${owner}\0`);
  const head = Buffer.alloc(12);
  head.writeUInt32LE(name.length, 0);
  head.writeUInt32LE(bytes.length, 4);
  head.writeUInt32LE(type, 8);
  return Buffer.concat([head, padded(name), padded(bytes)]);
}

function padded(bytes: Buffer): Buffer {
  return Buffer.concat([bytes, Buffer.alloc((4 - (bytes.length % 4)) % 4)]);
}
