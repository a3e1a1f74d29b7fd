import { ByteReader } from './byte-reader.js';
import type { RegisterFile } from './register-file.js';

/** What an expression may look at. */
export interface ExpressionContext {
  readonly registers: RegisterFile;
  /** The 64-bit word at an address; undefined where it cannot be read. */
  readonly readWord: (address: number) => bigint | undefined;
}

interface Evaluation {
  readonly reader: ByteReader;
  readonly stack: bigint[];
  readonly context: ExpressionContext;
}

/** Real expressions have a dozen operations; a damaged one may branch for ever. */
const maxOperations = 1000;

/**
 * Evaluates a DWARF expression (DWARF 5, section 2.5.1) to its top of stack, as unsigned 64
 * bits. Undefined where it reads what cannot be read. Throws RangeError where it is malformed
 * or has an operation that makes no sense in call frame information.
 */
export function evaluate(
  expression: Buffer,
  context: ExpressionContext,
  initial: readonly bigint[],
): bigint | undefined {
  const machine = { reader: new ByteReader(expression, 0), stack: [...initial], context };
  for (let count = 0; machine.reader.at < expression.length; count += 1) {
    if (count === maxOperations) throw new RangeError('endless DWARF expression');
    const value = operate(machine, machine.reader.u8());
    if (value === 'unreadable') return undefined;
    if (value !== undefined) machine.stack.push(BigInt.asUintN(64, value));
  }
  return pop(machine);
}

/** The value that the operation pushes, if it pushes one. */
function operate(machine: Evaluation, opcode: number): bigint | undefined | 'unreadable' {
  if (opcode >= 0x30 && opcode <= 0x4f) return BigInt(opcode - 0x30);
  if (opcode >= 0x70 && opcode <= 0x8f) return based(machine, opcode - 0x70);
  if (opcode === 0x92) return based(machine, Number(machine.reader.uleb()));
  if (opcode >= 0x08 && opcode <= 0x11) return constant(machine.reader, opcode);
  if (opcode === 0x06 || opcode === 0x94) return dereference(machine, opcode);
  if (opcode >= 0x12 && opcode <= 0x17) return rearrange(machine.stack, opcode, machine.reader);
  if (opcode === 0x28 || opcode === 0x2f) return branch(machine, opcode);
  if (opcode === 0x23) return pop(machine) + machine.reader.uleb();
  if (opcode === 0x19 || opcode === 0x1f || opcode === 0x20) return unary(opcode, pop(machine));
  if (opcode === 0x96) return undefined;
  const right = pop(machine);
  return binary(opcode, pop(machine), right);
}

function based(machine: Evaluation, register: number): bigint | 'unreadable' {
  const offset = machine.reader.sleb();
  const value = machine.context.registers[register];
  return value === undefined ? 'unreadable' : value + offset;
}

function constant(reader: ByteReader, opcode: number): bigint {
  const read = [
    () => BigInt(reader.u8()),
    () => BigInt(reader.i8()),
    () => BigInt(reader.u16()),
    () => BigInt(reader.i16()),
    () => BigInt(reader.u32()),
    () => BigInt(reader.i32()),
    () => reader.u64(),
    () => reader.i64(),
    () => reader.uleb(),
    () => reader.sleb(),
  ][opcode - 0x08];
  return read === undefined ? unknown(opcode) : read();
}

function dereference(machine: Evaluation, opcode: number): bigint | 'unreadable' {
  const size = opcode === 0x06 ? 8 : machine.reader.u8();
  if (size < 1 || size > 8) throw new RangeError('size of a dereference');
  const value = machine.context.readWord(Number(pop(machine)));
  return value === undefined ? 'unreadable' : BigInt.asUintN(size * 8, value);
}

function rearrange(stack: bigint[], opcode: number, reader: ByteReader): bigint | undefined {
  const fromTop = (depth: number): bigint => stack[stack.length - 1 - depth] ?? underflow();
  if (opcode === 0x12) return fromTop(0); // dup
  if (opcode === 0x14) return fromTop(1); // over
  if (opcode === 0x15) return fromTop(reader.u8()); // pick
  const depth = opcode === 0x13 ? 1 : opcode === 0x16 ? 2 : 3; // drop, swap, rot
  if (stack.length < depth) underflow();
  const top = stack.pop() ?? underflow();
  if (depth > 1) stack.splice(stack.length - (depth - 1), 0, top);
  return undefined;
}

function branch(machine: Evaluation, opcode: number): bigint | undefined {
  const distance = machine.reader.i16();
  if (opcode === 0x2f || pop(machine) !== 0n) machine.reader.at += distance;
  if (machine.reader.at < 0) throw new RangeError('branch before the expression');
  return undefined;
}

function unary(opcode: number, value: bigint): bigint {
  const signed = BigInt.asIntN(64, value);
  if (opcode === 0x20) return ~signed;
  return opcode === 0x1f || signed < 0n ? -signed : signed;
}

function binary(opcode: number, left: bigint, right: bigint): bigint {
  const signedLeft = BigInt.asIntN(64, left);
  const signedRight = BigInt.asIntN(64, right);
  switch (opcode) {
    case 0x1a:
      return left & right;
    case 0x1b:
      return signedLeft / divisor(signedRight);
    case 0x1c:
      return left - right;
    case 0x1d:
      return left % divisor(right);
    case 0x1e:
      return left * right;
    case 0x21:
      return left | right;
    case 0x22:
      return left + right;
    case 0x24:
      return right > 63n ? 0n : left << right;
    case 0x25:
      return right > 63n ? 0n : left >> right;
    case 0x26:
      return signedLeft >> (right > 63n ? 63n : right);
    case 0x27:
      return left ^ right;
    default:
      return compare(opcode, signedLeft, signedRight) ? 1n : 0n;
  }
}

/** Comparisons are signed (DWARF 5, section 2.5.1.5). */
function compare(opcode: number, left: bigint, right: bigint): boolean {
  switch (opcode) {
    case 0x29:
      return left === right;
    case 0x2a:
      return left >= right;
    case 0x2b:
      return left > right;
    case 0x2c:
      return left <= right;
    case 0x2d:
      return left < right;
    case 0x2e:
      return left !== right;
    default:
      return unknown(opcode);
  }
}

function divisor(value: bigint): bigint {
  if (value === 0n) throw new RangeError('division by zero');
  return value;
}

function pop(machine: Evaluation): bigint {
  return machine.stack.pop() ?? underflow();
}

function underflow(): never {
  throw new RangeError('empty stack in a DWARF expression');
}

function unknown(opcode: number): never {
  throw new RangeError(`DWARF operation ${String(opcode)}`);
}
