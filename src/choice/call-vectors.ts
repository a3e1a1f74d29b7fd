import {
  ioVectors,
  vectorsOfMessage,
  type ReadProgram,
  type Segment,
} from '../tracer/io-vectors.js';
import { argumentRegisters, type Registers } from '../tracer/registers.js';
import type { WatchedCall } from './call.js';

/** The stretches of memory that a call names one by one, and where their list stands. */
interface CallVectors {
  readonly at: number;
  readonly segments: readonly Segment[];
}

/** @returns undefined for calls with one stretch, or of many messages */
export function callVectors(
  { vectors, message }: WatchedCall,
  registers: Registers,
  read: ReadProgram,
): CallVectors | undefined {
  if (message !== undefined) {
    const { at, count } = vectorsOfMessage(read, argument(registers, message));
    return { at, segments: ioVectors(read, at, count) };
  }
  if (vectors === undefined) return undefined;
  const at = argument(registers, vectors - 1);
  return { at, segments: ioVectors(read, at, argument(registers, vectors)) };
}

/** The value of an argument of a call, by its number. */
export function argument(registers: Registers, at: number): number {
  const register = argumentRegisters[at];
  return register === undefined ? 0 : registers.number(register);
}
