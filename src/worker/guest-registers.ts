import type { GuestCall } from '../checkpoint/qemu/guest/request.js';
import { argumentRegisters, Registers } from '../tracer/registers.js';

/** The registers with which the system call would be made. */
export function registersOf({ number, args }: Pick<GuestCall, 'number' | 'args'>): Registers {
  const registers = new Registers().set('origRax', number);
  argumentRegisters.forEach((name, i) => registers.set(name, args[i] ?? 0n));
  return registers;
}
