import { nr } from '../../../abi/syscalls.js';
import { timeLimits } from '../../../kernel/call-condition.js';
import { readMemory, writeMemory } from '../../../kernel/process-memory.js';
import { belowStack, type Registers } from '../../../tracer/registers.js';
import type { Thread } from '../../../tracer/tracee.js';

const solSocket = 1;
const options: ReadonlySet<number> = new Set(Object.values(timeLimits));
const timevalBytes = 16;
/** So much later the kernel would give up: 34 years. */
const laterSeconds = 1n << 30n;
export const laterMicroseconds = laterSeconds * 1_000_000n;

export const limitOptionCalls: readonly number[] = [nr.setsockopt, nr.getsockopt];

/**
 * SO_RCVTIMEO and SO_SNDTIMEO (socket(7)). The kernel keeps the limits, and so hands them on with
 * the sockets, but as ones that are never reached; programs do not see that.
 */
export class LimitOption {
  private readonly asMade = new Map<Thread, Registers>();

  /** Whether any socket may have been given a limit. */
  isUsed = false;

  /** Whether the call that a thread stands before sets or asks for one; if so it runs on. */
  takes(thread: Thread, registers: Registers): boolean {
    if (!limitOptionCalls.includes(registers.number('origRax'))) return false;
    if (registers.int('rsi') !== solSocket || !options.has(registers.int('rdx'))) return false;
    const isSet = registers.number('origRax') === nr.setsockopt;
    const changed = isSet ? later(thread, registers) : registers;
    if (changed === undefined) thread.resume();
    else {
      this.isUsed = true;
      this.asMade.set(thread, registers);
      thread.setRegisters(changed);
      thread.resume('syscall');
    }
    return true;
  }

  /** @returns whether it was such a call that has returned */
  returned(thread: Thread): boolean {
    const asMade = this.asMade.get(thread);
    if (asMade === undefined) return false;
    this.asMade.delete(thread);
    const now = thread.registers();
    if (now === 'died') return true;
    if (now.number('origRax') === nr.getsockopt) showAsSet(thread, asMade);
    else thread.setRegisters(now.set('r10', asMade.word('r10')));
    return true;
  }

  clear(): void {
    this.asMade.clear();
  }
}

/** What the kernel would refuse, or does not count as a limit, it gets as it is. */
function later(thread: Thread, registers: Registers): Registers | undefined {
  const value = readMemory(thread.tid, registers.number('r10'), timevalBytes);
  if (registers.int('r8') < timevalBytes || value.length < timevalBytes) return undefined;
  const [seconds, rest] = [value.readBigInt64LE(0), value.readBigInt64LE(8)];
  const isLimit = seconds >= 0n && rest >= 0n && rest < 1_000_000n && seconds + rest > 0n;
  if (!isLimit || seconds >= laterSeconds) return undefined;
  value.writeBigInt64LE(seconds + laterSeconds, 0);
  const at = belowStack(registers, timevalBytes);
  if (!writeMemory(thread.tid, at, value)) return undefined;
  return registers.copy().set('r10', at);
}

function showAsSet(thread: Thread, asMade: Registers): void {
  const at = asMade.number('r10');
  const value = at === 0 ? Buffer.alloc(0) : readMemory(thread.tid, at, 8);
  const seconds = value.length < 8 ? 0n : value.readBigInt64LE(0);
  if (seconds < laterSeconds) return;
  value.writeBigInt64LE(seconds - laterSeconds, 0);
  writeMemory(thread.tid, at, value);
}
