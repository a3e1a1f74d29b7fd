import { nr } from '../abi/syscalls.js';

/** BPF opcodes of seccomp(2) filters: load a word, jump if equal, return. */
const op = { load: 0x20, jumpIfEqual: 0x15, ret: 0x06 } as const;
const action = { trace: 0x7ff00000, errno: 0x00050000, allow: 0x7fff0000 } as const;
const auditArchX8664 = 0xc000003e;
const offset = { nr: 0, arch: 4, arg1: 24, arg2: 32 } as const;
const enosys = 38;
const solSocket = 1;
const soError = 4;

type Instruction = readonly [code: number, ifTrue: number, ifFalse: number, k: number];

/**
 * A filter that stops the tracee at the given calls and answers ENOSYS to io_uring_setup, whose
 * rings would move data past every filter (programs fall back to plain calls). getsockopt is
 * stopped only for SO_ERROR. Calls of a foreign architecture (int 0x80) pass unseen.
 * @returns struct sock_filter[] in memory order
 */
export function seccompFilter(watched: readonly number[]): Buffer {
  const plain = watched.filter((call) => call !== nr.getsockopt);
  const tail = watched.includes(nr.getsockopt) ? [...soErrorTail] : [allow];
  const program: Instruction[] = [
    [op.load, 0, 0, offset.arch],
    [op.jumpIfEqual, 1, 0, auditArchX8664],
    allow,
    [op.load, 0, 0, offset.nr],
    [op.jumpIfEqual, 0, 1, nr.io_uring_setup],
    [op.ret, 0, 0, action.errno | enosys],
  ];
  for (const call of plain) program.push([op.jumpIfEqual, 0, 1, call], trace);
  program.push(...tail);
  return encode(program);
}

const allow: Instruction = [op.ret, 0, 0, action.allow];
const trace: Instruction = [op.ret, 0, 0, action.trace];
const soErrorTail: readonly Instruction[] = [
  [op.jumpIfEqual, 0, 5, nr.getsockopt],
  [op.load, 0, 0, offset.arg1],
  [op.jumpIfEqual, 0, 3, solSocket],
  [op.load, 0, 0, offset.arg2],
  [op.jumpIfEqual, 0, 1, soError],
  trace,
  allow,
];

function encode(program: readonly Instruction[]): Buffer {
  const bytes = Buffer.alloc(program.length * 8);
  program.forEach(([code, ifTrue, ifFalse, k], index) => {
    bytes.writeUInt16LE(code, index * 8);
    bytes.writeUInt8(ifTrue, index * 8 + 2);
    bytes.writeUInt8(ifFalse, index * 8 + 3);
    bytes.writeUInt32LE(k >>> 0, index * 8 + 4);
  });
  return bytes;
}
