import { signalSets } from '../kernel/procfs.js';
import { isFatalByDefault } from '../abi/signals.js';
import { BorrowedThread } from '../tracer/borrowed-thread.js';
import type { Registers } from '../tracer/registers.js';
import type { Session } from '../tracer/session.js';
import type { Thread, TracedProcess } from '../tracer/tracee.js';
import type { Freezer } from './freezer.js';

const lastDescriptor = 0xffffffff;
const sigkill = 9;

/**
 * Whether the end of this process can be played: nobody waits for it, and nobody notices whether
 * it is there, but for what its descriptors are connected to.
 */
export function isKeepable(session: Session, process: TracedProcess): boolean {
  return ![...session.processes.values()].some(({ parent }) => parent === process);
}

/**
 * Let a process end in the eyes of the world: its threads stop, its descriptors are closed, so
 * that others see the end of files and connections. Memory and registers stay, to come back to.
 * @returns false when it cannot be kept, and has to end for real
 */
export function keepEnded(session: Session, freezer: Freezer, thread: Thread): boolean {
  const { process } = thread;
  freezer.seize(() => [process]);
  using borrowed = thread.state === 'stopped' ? BorrowedThread.borrow(session, thread) : undefined;
  if (borrowed === undefined || borrowed.call('close_range', 0, lastDescriptor, 0) < 0) return false;
  process.ended = true;
  return true;
}

/** Whether delivering this signal ends the process. */
export function endsProcess(thread: Thread, signal: number): boolean {
  if (signal === sigkill || !isFatalByDefault(signal)) return false;
  const sets = signalSets(thread.tid);
  return sets !== undefined && !has(sets.caught | sets.ignored, signal);
}

export function exitStatusOf(registers: Registers): number {
  return registers.int('rdi') & 0xff;
}

function has(set: bigint, signal: number): boolean {
  return ((set >> BigInt(signal - 1)) & 1n) === 1n;
}
