import type { Registers } from '../../../tracer/registers.js';

/** CF, PF, AF, ZF, SF and OF: what the last arithmetic was about. */
const results = 0x8d5n;

/** Registers of a thread at a call, without those that the call overwrites: `syscall` itself. */
export function liveRegisters(registers: Registers): Registers {
  const flags = registers.word('flags') & ~results;
  return registers.copy().set('rcx', 0).set('r11', 0).set('flags', flags);
}
