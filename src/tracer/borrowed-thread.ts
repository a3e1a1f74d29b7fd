import { nr, type SyscallName } from '../abi/syscalls.js';
import { readMemory, writeMemory } from '../kernel/process-memory.js';
import { eventMessage, getSignalMask, setSignalMask } from '../kernel/ptrace.js';
import { assert } from '../support/assert.js';
import { callSiteOf, type CallSite } from './call-site.js';
import { argumentRegisters, callAgain, isBeforeCall, type Registers } from './registers.js';
import type { Session } from './session.js';
import type { Thread } from './tracee.js';
import type { PtraceEvent } from './wait-status.js';

const sigtrap = 5;
/** SIGILL, SIGBUS, SIGSEGV: what can stop it only because of itself. */
const faults = [4, 7, 11];
/** Below the stack pointer lies a red zone of 128 bytes, which leaf functions use (x86-64 ABI). */
const redZone = 128;
const scratchBytes = 2048;
/** But for SIGTRAP: a stop by it that finds it blocked resets its action (force_sig). */
const allSignals = 0xffff_ffff_ffff_ffefn;

/**
 * A stopped thread of a program that makes system calls for us. Registers, signal mask and the
 * bytes used for arguments are put back when it is given back.
 */
export class BorrowedThread implements Disposable {
  private readonly mask: bigint;
  /** Where buffers passed to `call` lie, the first one first. */
  readonly scratchAt: number;
  private before: Buffer | undefined;
  private calls = 0;
  private isKept = false;
  private made: number | 'died' | undefined;

  private constructor(
    private readonly session: Session,
    readonly thread: Thread,
    private readonly registers: Registers,
    private readonly site: CallSite,
  ) {
    const mask = getSignalMask(thread.tid);
    assert(mask !== 'died', 'a borrowed thread died');
    this.mask = mask;
    // A signal that arrives between two steps would run its handler.
    setSignalMask(thread.tid, allSignals);
    this.scratchAt = Math.floor((registers.number('rsp') - redZone - scratchBytes) / 16) * 16;
  }

  /** @returns undefined where the thread has died or the process has no code for calls */
  static borrow(session: Session, thread: Thread): BorrowedThread | undefined {
    const registers = thread.registers();
    const site = callSiteOf(thread.process);
    if (registers === 'died' || site === undefined) return undefined;
    return new BorrowedThread(session, thread, registers, site);
  }

  /** @returns what the kernel returned: negative is -errno */
  call(name: SyscallName, ...args: readonly (number | Buffer)[]): number {
    const registers = this.registers.copy().set('rip', this.site.address).set('rax', nr[name]);
    this.place(args).forEach((value, i) => registers.set(argumentRegisters[i] ?? 'r9', value));
    registers.set('origRax', -1);
    this.thread.setRegisters(registers);
    return this.makeCall();
  }

  /** Like `call`, with the stack pointer where no stack is: for what minds which one it is on. */
  callOffStack(name: SyscallName, ...args: readonly (number | Buffer)[]): number {
    const stack = this.registers.word('rsp');
    this.registers.set('rsp', 0);
    const result = this.call(name, ...args);
    this.registers.set('rsp', stack);
    return result;
  }

  /** Fork or clone. @returns the tid of what was made, in this process's eyes; it stops soon */
  fork(flags: number): number | 'refused' {
    this.made = undefined;
    const result = this.call('clone', flags, 0, 0, 0, 0);
    return result < 0 ? 'refused' : this.madeOne();
  }

  /** End this thread, and no other; or its process, with this code. */
  exit(what: 'exit' | 'exit_group', code: number): void {
    const registers = this.registers.copy().set('rip', this.site.address).set('rax', nr[what]);
    this.thread.setRegisters(registers.set('rdi', code).set('origRax', -1));
    this.thread.resume();
    this.session.waitForEnd(this.thread);
  }

  /** What the last call wrote to its n-th buffer argument is read from here. */
  read(offset: number, length: number): Buffer {
    return readMemory(this.thread.tid, this.scratchAt + offset, length);
  }

  /** It will not run on from here: what was put back would be put back in vain. */
  keep(): void {
    this.isKept = true;
  }

  /** Put everything back, as if nothing had been. */
  [Symbol.dispose](): void {
    const { thread, registers } = this;
    if (this.isKept || thread.state !== 'stopped') return;
    if (this.before !== undefined) writeMemory(thread.tid, this.scratchAt, this.before);
    if (this.calls > 0 && isBeforeCall(registers)) this.standBeforeCall();
    else if (this.calls > 0) thread.setRegisters(registers);
    // Only now: a signal that waits would be delivered on the way to the call.
    setSignalMask(thread.tid, this.mask);
  }

  /**
   * A step has left the stop before the watched call that it stood at: from here the call would
   * be skipped. Go to that stop again.
   */
  private standBeforeCall(): void {
    this.thread.setRegisters(callAgain(this.registers));
    this.thread.resume();
    const status = this.session.waitForStatus(this.thread);
    const stands = status.kind === 'event' && status.event === 'seccomp';
    assert(stands, 'a thread that does not stand before its call again', { status });
  }

  /** Buffers go one after the other into the scratch bytes and are passed by address. */
  private place(args: readonly (number | Buffer)[]): readonly number[] {
    const buffers = args.filter((value) => Buffer.isBuffer(value));
    if (buffers.length === 0) return args as readonly number[];
    this.before ??= readMemory(this.thread.tid, this.scratchAt, scratchBytes);
    const bytes = Buffer.concat(buffers);
    assert(bytes.length <= scratchBytes, 'arguments for a borrowed thread', { bytes });
    const written = writeMemory(this.thread.tid, this.scratchAt, bytes);
    assert(written, 'no room below the stack pointer of a borrowed thread');
    let offset = 0;
    return args.map((value) => {
      if (!Buffer.isBuffer(value)) return value;
      offset += value.length;
      return this.scratchAt + offset - value.length;
    });
  }

  private madeOne(): number | 'refused' {
    return typeof this.made === 'number' ? this.made : 'refused';
  }

  private makeCall(): number {
    this.calls += 1;
    for (;;) {
      this.thread.resume(this.site.stopsAt === undefined ? 'singleStep' : 'cont');
      const status = this.session.waitForStatus(this.thread);
      const after = this.thread.state === 'stopped' ? this.thread.registers() : 'died';
      assert(after !== 'died', 'a borrowed thread died', { status });
      if (status.kind === 'event' && forks.includes(status.event))
        this.made = eventMessage(this.thread.tid);
      // A watched call stops before it is made, and a pending stop before anything is. A stop of
      // another kind after it, as SIGCONT makes one, comes before the SIGTRAP: without waiting
      // for that, the program would be sent it later.
      const signal = status.kind === 'signal' ? status.signal : 0;
      assert(!faults.includes(signal), 'a borrowed thread cannot make calls', { signal });
      if (signal === sigtrap && this.hasMadeCall(after)) return after.signed('rax');
    }
  }

  private hasMadeCall(now: Registers): boolean {
    const { address, stopsAt } = this.site;
    const rip = now.number('rip');
    return stopsAt === undefined ? rip !== address : rip === stopsAt;
  }
}

const forks: readonly PtraceEvent[] = ['fork', 'vfork', 'clone'];
