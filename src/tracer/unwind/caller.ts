import type { Place } from '../modules/module-map.js';
import type { ReadMemory } from '../modules/process-modules.js';
import type { CallFrameRow, CfaRule, RegisterRule } from './call-frame-row.js';
import { evaluate, type ExpressionContext } from './dwarf-expression.js';
import { calleeSaved, dwarf, userAddress, type RegisterFile } from './register-file.js';

/** The state of the calling function, as far as it is known. */
export interface Caller {
  readonly registers: RegisterFile;
  /** Its pc is where it was interrupted, not a return address. */
  readonly isExact: boolean;
}

type ReadWord = ExpressionContext['readWord'];

/** Applies the rules of a row. Throws RangeError for malformed expressions. */
export function callerByRow(
  row: CallFrameRow,
  registers: RegisterFile,
  readWord: ReadWord,
): Caller | undefined {
  const context = { registers, readWord };
  const cfa = canonicalFrameAddress(row.cfa, context);
  if (cfa === undefined || !isAbove(cfa, registers, row.isSignalFrame)) return undefined;
  const caller: (bigint | undefined)[] = [];
  for (const register of calleeSaved) caller[register] = registers[register];
  caller[dwarf.rsp] = BigInt(cfa);
  for (const [register, rule] of row.rules) {
    caller[register] = recover(rule, register, cfa, context);
  }
  return { registers: caller, isExact: row.isSignalFrame };
}

function canonicalFrameAddress(rule: CfaRule, context: ExpressionContext): number | undefined {
  if (rule.kind === 'expression') return userAddress(evaluate(rule.expression, context, []));
  const base = userAddress(context.registers[rule.register]);
  return base === undefined ? undefined : base + rule.offset;
}

/** A caller's frame lies above; only a signal may have come on a stack of its own. */
function isAbove(cfa: number, registers: RegisterFile, isSignalFrame: boolean): boolean {
  const stackPointer = userAddress(registers[dwarf.rsp]);
  return isSignalFrame || (stackPointer !== undefined && cfa > stackPointer);
}

function recover(
  rule: RegisterRule,
  register: number,
  cfa: number,
  context: ExpressionContext,
): bigint | undefined {
  switch (rule.kind) {
    case 'undefined':
      return undefined;
    case 'same':
      return context.registers[register];
    case 'offset':
      return context.readWord(cfa + rule.offset);
    case 'val-offset':
      return BigInt(cfa + rule.offset);
    case 'register':
      return context.registers[rule.register];
    case 'expression':
      return readAt(evaluate(rule.expression, context, [BigInt(cfa)]), context.readWord);
    case 'val-expression':
      return evaluate(rule.expression, context, [BigInt(cfa)]);
  }
}

function readAt(address: bigint | undefined, readWord: ReadWord): bigint | undefined {
  const at = userAddress(address);
  return at === undefined ? undefined : readWord(at);
}

/** `jmp *offset(%rip)`, maybe behind endbr64 and bnd: a stub of a procedure linkage table. */
const linkageStub = /^(f30f1efa)?(f2)?ff25/;
/** `mov $15, %rax; syscall`: the way back from a signal handler (rt_sigreturn). */
const signalReturn = Buffer.from('48c7c00f0000000f05', 'hex');
const loadBytes = 7;
/** uc_mcontext.gregs in the ucontext_t that rsp points at (<sys/ucontext.h>). */
const savedRegistersOffset = 40;
/** Index in gregs by DWARF register number. */
const gregs = [13, 12, 14, 11, 9, 8, 10, 15, 0, 1, 2, 3, 4, 5, 6, 7, 16] as const;

/**
 * For a pc that no call frame information covers, what can be told from the code: a return from
 * a signal handler (musl and Go describe theirs nowhere), a linkage stub (of a static program),
 * or a jump to where no code is, which was a call through a bad pointer.
 */
export function callerByCode(
  { registers, isExact }: Caller,
  place: Place | undefined,
  read: ReadMemory,
  readWord: ReadWord,
): Caller | undefined {
  const stackPointer = userAddress(registers[dwarf.rsp]);
  const pc = userAddress(registers[dwarf.rip]);
  if (stackPointer === undefined || pc === undefined) return undefined;
  if (place?.mapping.executable !== true) return afterCall(registers, stackPointer, readWord);
  if (isExact && linkageStub.test(read(pc, 8).toString('hex'))) {
    return afterCall(registers, stackPointer, readWord);
  }
  if (!isSignalReturn(read(pc - loadBytes, signalReturn.length + loadBytes))) return undefined;
  const saved = stackPointer + savedRegistersOffset;
  return { registers: gregs.map((index) => readWord(saved + index * 8)), isExact: true };
}

/** `code` begins before the pc, which may be at either of the two instructions. */
function isSignalReturn(code: Buffer): boolean {
  return [0, loadBytes].some((start) => {
    return code.subarray(start, start + signalReturn.length).equals(signalReturn);
  });
}

function afterCall(registers: RegisterFile, stackPointer: number, readWord: ReadWord): Caller {
  const caller = [...registers];
  caller[dwarf.rip] = readWord(stackPointer);
  caller[dwarf.rsp] = BigInt(stackPointer + 8);
  return { registers: caller, isExact: false };
}

/** Takes rbp for the base of a frame, if it can be one: aligned, above rsp, readable. */
export function callerByFramePointer(
  registers: RegisterFile,
  readWord: ReadWord,
): Caller | undefined {
  const base = userAddress(registers[dwarf.rbp]);
  const stackPointer = userAddress(registers[dwarf.rsp]);
  if (base === undefined || stackPointer === undefined) return undefined;
  if (base % 8 !== 0 || base < stackPointer) return undefined;
  const caller: (bigint | undefined)[] = [];
  caller[dwarf.rbp] = readWord(base);
  caller[dwarf.rsp] = BigInt(base + 16);
  caller[dwarf.rip] = readWord(base + 8);
  return { registers: caller, isExact: false };
}
