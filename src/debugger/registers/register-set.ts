/** Where a register lies in what ptrace(2) gives, and how large it is on the wire. */
export interface RegisterPlace {
  readonly name: string;
  /** The type in gdb's words. */
  readonly type: string;
  readonly bits: number;
  readonly area: 'general' | 'extended';
  readonly offset: number;
  /** Bytes in the area; fewer than on the wire are filled up with zeros. */
  readonly bytes: number;
  /** The bit in XSTATE_BV of what it belongs to: without it, it counts as never written. */
  readonly component?: number;
}

/** Registers that gdb knows together, by the name that it has for them. */
export interface RegisterGroup {
  readonly feature: string;
  readonly registers: readonly RegisterPlace[];
}

/** struct user_regs_struct of x86-64 (sys/user.h). */
const user = (
  'r15 r14 r13 r12 rbp rbx r11 r10 r9 r8 rax rcx rdx rsi rdi orig_rax rip cs eflags rsp ss ' +
  'fs_base gs_base ds es fs gs'
).split(' ');

/** The areas of XSAVE that are used here: FXSAVE's, and the upper halves of AVX's registers. */
const [x87, sse, avx] = [1, 2, 4];
const at = { st: 32, xmm: 160, mxcsr: 24, high: 576 } as const;

function general(name: string, type: string, bits = 64): RegisterPlace {
  const place = { area: 'general', offset: user.indexOf(name) * 8 } as const;
  return { name, type, bits, ...place, bytes: bits / 8 };
}

function many(count: number, make: (i: number) => RegisterPlace): readonly RegisterPlace[] {
  return Array.from({ length: count }, (_, i) => make(i));
}

/** The control registers of the x87, in gdb's order: where, and how many bytes. */
const control = {
  fctrl: [0, 2],
  fstat: [2, 2],
  ftag: [4, 1],
  fiseg: [12, 2],
  fioff: [8, 4],
  foseg: [20, 2],
  fooff: [16, 4],
  fop: [6, 2],
} as const;

const words = 'rax rbx rcx rdx rsi rdi'.split(' ').map((name) => general(name, 'int64'));
const pointers = ['rbp', 'rsp'].map((name) => general(name, 'data_ptr'));
const others = 'r8 r9 r10 r11 r12 r13 r14 r15'.split(' ').map((name) => general(name, 'int64'));
const segments = 'cs ss ds es fs gs'.split(' ').map((name) => general(name, 'int32', 32));

const core: RegisterGroup = {
  feature: 'org.gnu.gdb.i386.core',
  registers: [
    ...words,
    ...pointers,
    ...others,
    general('rip', 'code_ptr'),
    general('eflags', 'i386_eflags', 32),
    ...segments,
    ...many(8, (i) => extended(`st${String(i)}`, 'i387_ext', 80, at.st + 16 * i, x87)),
    ...Object.entries(control).map(([name, [offset, bytes]]) => ({
      ...extended(name, 'int', 32, offset, x87),
      bytes,
    })),
  ],
};

const vectors: RegisterGroup = {
  feature: 'org.gnu.gdb.i386.sse',
  registers: [
    ...many(16, (i) => extended(`xmm${String(i)}`, 'vec128', 128, at.xmm + 16 * i, sse)),
    extended('mxcsr', 'i386_mxcsr', 32, at.mxcsr, sse),
  ],
};

const system: readonly RegisterGroup[] = [
  { feature: 'org.gnu.gdb.i386.linux', registers: [general('orig_rax', 'int')] },
  {
    feature: 'org.gnu.gdb.i386.segments',
    registers: ['fs_base', 'gs_base'].map((name) => general(name, 'int')),
  },
];

const wide: RegisterGroup = {
  feature: 'org.gnu.gdb.i386.avx',
  registers: many(16, (i) => extended(`ymm${String(i)}h`, 'uint128', 128, at.high + 16 * i, avx)),
};

/** The groups of a processor that saves so many bytes: AVX is not on every one. */
export function registerGroups(extendedBytes: number): readonly RegisterGroup[] {
  const hasWide = extendedBytes >= at.high + 256;
  return [core, vectors, ...system, ...(hasWide ? [wide] : [])];
}

function extended(
  name: string,
  type: string,
  bits: number,
  offset: number,
  component: number,
): RegisterPlace {
  return { name, type, bits, area: 'extended', offset, bytes: bits / 8, component };
}
