import { nr } from '../abi/syscalls.js';
import { fdTarget } from '../kernel/procfs.js';
import { hasSignal, signalSets } from '../kernel/signal-sets.js';
import { isFatalByDefault } from '../abi/signals.js';
import { BorrowedThread } from '../tracer/borrowed-thread.js';
import { answered, type Registers } from '../tracer/registers.js';
import type { Session } from '../tracer/session.js';
import type { Thread, TracedProcess } from '../tracer/tracee.js';
import type { Freezer } from './freezer.js';

const lastDescriptor = 0xffffffff;
const sigkill = 9;

/**
 * Whether the end of this process can be played: nobody waits for it, and nobody notices whether
 * it is there, but for what its descriptors are connected to. Children could, by a signal.
 */
export function isKeepable(session: Session, process: TracedProcess): boolean {
  const children = [...session.processes.values()].filter(({ parent }) => parent === process);
  return !children.some(({ followsParent, threads }) => {
    return followsParent || [...threads.values()].some(({ state }) => state === 'parked');
  });
}

/**
 * What a child of a kept process sees when it asks for its parent: the world's init has adopted it.
 * @returns whether it was that question, which has been answered
 */
export function answersForInit(thread: Thread, registers: Registers, initPid: number): boolean {
  if (registers.number('origRax') !== nr.getppid) return false;
  if (thread.process.parent?.ended !== true) return false;
  thread.setRegisters(answered(registers, initPid));
  thread.resume();
  return true;
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
  if (borrowed === undefined || !closeAll(process, borrowed)) return false;
  borrowed.keep();
  process.ended = true;
  return true;
}

/** What nobody can notice the closing of: the null device, and output, which only we read. */
const unnoticed = /^(\/newroot)?\/dev\/null$|^\/memfd:(stdout|stderr) \(deleted\)$/;

/** Standard input and output mostly stay: whoever comes back need not be given them again. */
function closeAll({ pid }: TracedProcess, borrowed: BorrowedThread): boolean {
  const noticed = [0, 1, 2].filter((fd) => !unnoticed.test(fdTarget(pid, fd) ?? ''));
  for (const fd of noticed) borrowed.call('close', fd);
  return borrowed.call('close_range', 3, lastDescriptor, 0) === 0;
}

/** Whether delivering this signal ends the process. */
export function endsProcess(thread: Thread, signal: number): boolean {
  if (signal === sigkill || !isFatalByDefault(signal)) return false;
  const sets = signalSets(thread.tid);
  return sets !== undefined && !hasSignal(sets.caught | sets.ignored, signal);
}

export function exitStatusOf(registers: Registers): number {
  return registers.int('rdi') & 0xff;
}
