import { descriptorWaits } from '../abi/syscalls.js';
import type { Registers } from '../tracer/registers.js';
import type { Thread } from '../tracer/tracee.js';

const restart = -512; // ERESTARTSYS
/** ERESTARTNOHAND: the same call is made again, unless a handler runs; then it fails with EINTR. */
export const restartUnlessHandled = -514;
/** ERESTART_RESTARTBLOCK: it goes on by another call, which nobody stops at. */
export const restartBlock = -516;

/** How a call is interrupted that has not begun to wait yet (signal(7)). */
export function restartOf(asMade: Registers): number {
  return descriptorWaits.has(asMade.number('origRax')) ? restartUnlessHandled : restart;
}

/** A decided call has to come back as itself: poll(2) would not be known again. */
export function comeBackAsItself(thread: Thread, registers: Registers): void {
  if (registers.signed('rax') !== restartBlock) return;
  thread.setRegisters(registers.set('rax', restartUnlessHandled));
}
