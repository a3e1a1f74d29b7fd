import { closeSync, openSync, readSync } from 'node:fs';

/** What the kernel would make of a file that is to be executed (elf(5), execve(2)). */
export type ExecutableFormat =
  | { readonly kind: 'native' }
  | { readonly kind: 'foreign'; readonly machine: string }
  | { readonly kind: 'script'; readonly interpreter: string }
  | { readonly kind: 'unknown' };

const elfMagic = Buffer.from([0x7f, 0x45, 0x4c, 0x46]);
const class64 = 2;
const littleEndian = 1;
const machineX8664 = 62;

/** e_machine values of elf(5) that people meet. */
const machineNames: Readonly<Record<number, string>> = {
  3: '32-bit x86',
  8: 'MIPS',
  20: 'PowerPC',
  21: '64-bit PowerPC',
  22: 's390',
  40: '32-bit ARM',
  62: 'x86-64 with 32-bit pointers (x32)',
  183: '64-bit ARM',
  243: 'RISC-V',
};

/** The kernel looks at the first 256 bytes (BINPRM_BUF_SIZE). */
const headBytes = 256;

/** @throws the error of open(2) or read(2), as Node gives it */
export function executableFormat(file: string): ExecutableFormat {
  const head = readHead(file);
  if (head.subarray(0, 4).equals(elfMagic) && head.length >= 20) return elfFormat(head);
  if (head.subarray(0, 2).toString('latin1') === '#!') return scriptFormat(head);
  return { kind: 'unknown' };
}

function readHead(file: string): Buffer {
  const descriptor = openSync(file, 'r');
  try {
    const head = Buffer.alloc(headBytes);
    return head.subarray(0, readSync(descriptor, head, 0, headBytes, 0));
  } finally {
    closeSync(descriptor);
  }
}

function elfFormat(head: Buffer): ExecutableFormat {
  const little = head.readUInt8(5) === littleEndian;
  const machine = little ? head.readUInt16LE(18) : head.readUInt16BE(18);
  const native = head.readUInt8(4) === class64 && little && machine === machineX8664;
  if (native) return { kind: 'native' };
  return { kind: 'foreign', machine: machineNames[machine] ?? `machine ${String(machine)}` };
}

function scriptFormat(head: Buffer): ExecutableFormat {
  const line = head.subarray(2).toString('latin1').split('\n', 1)[0] ?? '';
  const interpreter = line.trim().split(/[ \t]/, 1)[0] ?? '';
  return interpreter === '' ? { kind: 'unknown' } : { kind: 'script', interpreter };
}
