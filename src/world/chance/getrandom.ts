import { writeMemory } from '../../kernel/process-memory.js';
import { answered, type RegisterName, type Registers } from '../../tracer/registers.js';
import type { Thread } from '../../tracer/tracee.js';
import type { RandomBytes } from './random-bytes.js';

/** GRND_NONBLOCK, GRND_RANDOM, GRND_INSECURE (getrandom(2)); the last two exclude each other. */
const knownFlags = 7;
const contradiction = 6;
const mostBytes = 0x7fff_f000; // MAX_RW_COUNT
const pieceBytes = 1 << 16;
const pageBytes = 4096;

/**
 * Answer getrandom(2), before which a thread stands. It never waits, so that GRND_NONBLOCK makes
 * no difference.
 * @returns false where the call has to be made: what it would answer is an error, or nothing
 */
export function answerGetrandom(thread: Thread, registers: Registers, from: RandomBytes): boolean {
  const flags = registers.int('rdx');
  if ((flags & ~knownFlags) !== 0 || (flags & contradiction) === contradiction) return false;
  return answer(thread, registers, { address: 'rdi', length: 'rsi' }, from);
}

/** Answer read(2) in the same way. */
export function answerRead(thread: Thread, registers: Registers, from: RandomBytes): boolean {
  return answer(thread, registers, { address: 'rsi', length: 'rdx' }, from);
}

function answer(
  thread: Thread,
  registers: Registers,
  asked: { readonly address: RegisterName; readonly length: RegisterName },
  from: RandomBytes,
): boolean {
  const length = Math.min(registers.number(asked.length), mostBytes);
  const filled = fill(thread, registers.number(asked.address), length, from);
  if (filled === 0) return false;
  from.take(thread, filled);
  thread.setRegisters(answered(registers, filled));
  return true;
}

/** As the kernel: up to the first byte that cannot be written. @returns how many there are */
function fill(thread: Thread, address: number, length: number, from: RandomBytes): number {
  let filled = 0;
  let most = pieceBytes;
  while (filled < length) {
    const at = address + filled;
    const piece = Math.min(most - (at % most), length - filled);
    if (writeMemory(thread.tid, at, from.look(thread, piece, filled))) filled += piece;
    else if (most === pageBytes) break;
    // What may be written is told by pages.
    else most = pageBytes;
  }
  return filled;
}
