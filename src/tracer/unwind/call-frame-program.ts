import { ByteReader } from './byte-reader.js';
import type { CallFrameRow, CfaRule, RegisterRule } from './call-frame-row.js';
import type { CommonInformation, FrameDescription } from './frame-description.js';

interface State {
  cfa: CfaRule;
  rules: Map<number, RegisterRule>;
}

/** The machine of DWARF 5, section 6.4.2, on its way to one pc. */
interface Machine extends State {
  readonly reader: ByteReader;
  readonly common: CommonInformation;
  /** What DW_CFA_restore goes back to: the rules after the CIE's instructions. */
  readonly initial: ReadonlyMap<number, RegisterRule>;
  readonly remembered: State[];
  location: number;
}

const notDefined: CfaRule = { kind: 'expression', expression: Buffer.alloc(0) };

/** Runs the instructions up to `pc` (a file address inside the FDE). Throws RangeError. */
export function rowAt(description: FrameDescription, pc: number): CallFrameRow {
  const { common } = description;
  const first = { cfa: notDefined, rules: new Map<number, RegisterRule>() };
  const shared = execute(common, common.instructions, first, description.start, Infinity);
  const own = execute(common, description.instructions, shared, description.start, pc);
  return { cfa: own.cfa, rules: own.rules, isSignalFrame: common.isSignalFrame };
}

function execute(
  common: CommonInformation,
  instructions: Buffer,
  from: State,
  start: number,
  pc: number,
): State {
  const machine: Machine = {
    reader: new ByteReader(instructions, 0),
    common,
    initial: from.rules,
    remembered: [],
    location: start,
    cfa: from.cfa,
    rules: new Map(from.rules),
  };
  while (machine.reader.at < instructions.length) {
    const opcode = machine.reader.u8();
    const location = advanced(machine, opcode);
    if (location === undefined) apply(machine, opcode);
    else if (location > pc) break;
    else machine.location = location;
  }
  return machine;
}

/** The new location where the instruction is one that moves it. */
function advanced(machine: Machine, opcode: number): number | undefined {
  const { reader, common, location } = machine;
  if (opcode >> 6 === 1) return location + (opcode & 0x3f) * common.codeAlignment;
  switch (opcode) {
    case 0x01: // set_loc
      throw new RangeError('DW_CFA_set_loc: no x86-64 toolchain writes it into .eh_frame');
    case 0x02:
      return location + reader.u8() * common.codeAlignment;
    case 0x03:
      return location + reader.u16() * common.codeAlignment;
    case 0x04:
      return location + reader.u32() * common.codeAlignment;
    default:
      return undefined;
  }
}

function apply(machine: Machine, opcode: number): void {
  const register = opcode & 0x3f;
  if (opcode >> 6 === 2) setOffset(machine, register, unsigned(machine));
  else if (opcode >> 6 === 3) restore(machine, register);
  else if (opcode >= 0x0c && opcode <= 0x13 && opcode !== 0x10 && opcode !== 0x11) {
    defineCfa(machine, opcode);
  } else if (opcode === 0x0a || opcode === 0x0b) stackState(machine, opcode);
  else if (opcode === 0x2e)
    machine.reader.uleb(); // GNU_args_size: only for landing pads
  else if (opcode !== 0) setRule(machine, opcode);
}

function defineCfa(machine: Machine, opcode: number): void {
  const { reader, cfa } = machine;
  if (opcode === 0x0f) {
    machine.cfa = { kind: 'expression', expression: block(reader) };
    return;
  }
  const keeps = opcode === 0x0d || opcode === 0x0e || opcode === 0x13;
  if (keeps && cfa.kind !== 'register') throw new RangeError('CFA is not register + offset');
  const previous = cfa.kind === 'register' ? cfa : { register: 0, offset: 0 };
  const givesRegister = opcode === 0x0c || opcode === 0x0d || opcode === 0x12;
  const register = givesRegister ? unsigned(machine) : previous.register;
  machine.cfa = { kind: 'register', register, offset: cfaOffset(machine, opcode, previous.offset) };
}

function cfaOffset(machine: Machine, opcode: number, previous: number): number {
  if (opcode === 0x0d) return previous;
  if (opcode === 0x0c || opcode === 0x0e) return unsigned(machine);
  return Number(machine.reader.sleb()) * machine.common.dataAlignment;
}

function stackState(machine: Machine, opcode: number): void {
  if (opcode === 0x0a) {
    machine.remembered.push({ cfa: machine.cfa, rules: new Map(machine.rules) });
    return;
  }
  const state = machine.remembered.pop();
  if (state === undefined) throw new RangeError('restore_state without remember_state');
  machine.cfa = state.cfa;
  machine.rules = state.rules;
}

function setRule(machine: Machine, opcode: number): void {
  const { reader, rules, common } = machine;
  const register = unsigned(machine);
  switch (opcode) {
    case 0x05:
      setOffset(machine, register, unsigned(machine));
      return;
    case 0x06:
      restore(machine, register);
      return;
    case 0x07:
      rules.set(register, { kind: 'undefined' });
      return;
    case 0x08:
      rules.set(register, { kind: 'same' });
      return;
    case 0x09:
      rules.set(register, { kind: 'register', register: unsigned(machine) });
      return;
    case 0x10:
      rules.set(register, { kind: 'expression', expression: block(reader) });
      return;
    case 0x11:
      setOffset(machine, register, Number(reader.sleb()));
      return;
    case 0x14:
      rules.set(register, { kind: 'val-offset', offset: unsigned(machine) * common.dataAlignment });
      return;
    case 0x15:
      rules.set(register, {
        kind: 'val-offset',
        offset: Number(reader.sleb()) * common.dataAlignment,
      });
      return;
    case 0x16:
      rules.set(register, { kind: 'val-expression', expression: block(reader) });
      return;
    case 0x2f: // GNU_negative_offset_extended
      setOffset(machine, register, -unsigned(machine));
      return;
    default:
      throw new RangeError(`call frame instruction ${String(opcode)}`);
  }
}

function setOffset(machine: Machine, register: number, factored: number): void {
  machine.rules.set(register, { kind: 'offset', offset: factored * machine.common.dataAlignment });
}

function restore(machine: Machine, register: number): void {
  const rule = machine.initial.get(register);
  if (rule === undefined) machine.rules.delete(register);
  else machine.rules.set(register, rule);
}

function unsigned(machine: Machine): number {
  return Number(machine.reader.uleb());
}

function block(reader: ByteReader): Buffer {
  return reader.block(Number(reader.uleb()));
}
