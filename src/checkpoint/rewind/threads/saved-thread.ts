import { nr } from '../../../abi/syscalls.js';
import * as ptrace from '../../../kernel/ptrace.js';
import { readMemory } from '../../../kernel/process-memory.js';
import { willRestart } from '../../../tracer/override.js';
import { callAgain, isBeforeCall, type Registers } from '../../../tracer/registers.js';
import type { Thread } from '../../../tracer/tracee.js';
import { isMerelyInterrupted } from '../../../world/freezer.js';
import { refuse } from '../refusal.js';

const syscallInstruction = Buffer.from('0f05', 'hex');

/** What a processor knows of a thread. */
export class SavedThread {
  private constructor(
    readonly thread: Thread,
    readonly registers: Registers,
    readonly extended: Buffer,
    readonly mask: bigint,
  ) {}

  /** @param decided the decided call that it stands in, as the program made it */
  static capture(thread: Thread, decided: (now: Registers) => Registers | undefined): SavedThread {
    if (thread.state !== 'stopped')
      refuse('a thread that does not stop, or a process without its first');
    const now = thread.registers();
    const extended = ptrace.getExtendedState(thread.tid);
    const mask = ptrace.getSignalMask(thread.tid);
    if (now === 'died' || extended === 'died' || mask === 'died') refuse('a thread that died');
    const registers = inCall(thread, now) ? callAgain(decided(now) ?? now) : outsideCall(now);
    if (registers.number('rax') === nr.restart_syscall)
      refuse('a sleep that was interrupted before');
    if (registers.signed('rip') !== now.signed('rip')) mustMakeCallAt(thread, registers);
    return new SavedThread(thread, registers, extended, mask);
  }

  restore(): void {
    const { thread } = this;
    thread.setRegisters(this.registers);
    ptrace.setExtendedState(thread.tid, this.extended);
    ptrace.setSignalMask(thread.tid, this.mask);
  }

  /** Whether it has the registers that were saved. */
  isRestored(): boolean {
    const now = this.thread.registers();
    const mask = ptrace.getSignalMask(this.thread.tid);
    return now !== 'died' && now.bytes.equals(this.registers.bytes) && mask === this.mask;
  }
}

/** Whether it stands before a call, or in one that it has to make again. */
function inCall(thread: Thread, registers: Registers): boolean {
  if (registers.signed('origRax') < 0) return false;
  const again = isBeforeCall(registers) || willRestart(registers.signed('rax'));
  return again || isMerelyInterrupted(thread, registers);
}

/** The kernel must not mind a call that is over. */
function outsideCall(registers: Registers): Registers {
  return registers.copy().set('origRax', -1);
}

/** int 0x80 and the like are other calls than the one made by `syscall`. */
function mustMakeCallAt(thread: Thread, registers: Registers): void {
  const code = readMemory(thread.tid, registers.number('rip'), 2);
  if (!code.equals(syscallInstruction)) refuse('a call that is not made by `syscall`');
}
