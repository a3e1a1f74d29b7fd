import { errnoName } from '../abi/errno.js';
import { kill } from '../kernel/ffi.js';
import { pokeWord } from '../kernel/ptrace.js';
import { writeMemory } from '../kernel/process-memory.js';
import { nr, type SyscallName } from '../abi/syscalls.js';
import { assert } from '../support/assert.js';
import { argumentRegisters, Registers } from './registers.js';
import type { Session } from './session.js';
import type { Thread } from './tracee.js';

const syscallInstruction = 0x050fn;
const scratchBytes = 1 << 20;
const sigchld = 17;

/** A refused call of a puppet: an answer of the kernel, to be explained by who asked. */
export interface Refusal {
  readonly call: SyscallName;
  readonly errno: string;
}

export type Argument = number | string | Buffer;

/**
 * A stopped thread that never runs code of its own again: it only makes the system calls it is
 * told to, each a single step over one `syscall` instruction (about 10 us). With it a world is
 * built from inside, without helper programs.
 */
export class Puppet {
  private used = 0;

  private constructor(
    private readonly session: Session,
    readonly thread: Thread,
    private readonly gadget: number,
    private readonly scratch: number,
    private readonly idle: Registers,
  ) {}

  /** Take over a stopped thread. @returns undefined when it has died */
  static make(session: Session, thread: Thread): Puppet | undefined {
    const registers = thread.registers();
    if (registers === 'died') return undefined;
    const rip = registers.number('rip');
    const gadget = rip - (rip % 8);
    pokeWord(thread.tid, gadget, syscallInstruction);
    const bare = new Puppet(session, thread, gadget, 0, registers);
    const scratch = bare.call('mmap', 0, scratchBytes, 3, 0x22, -1, 0);
    assert(scratch > 0, 'the scratch memory of a puppet', { scratch });
    return new Puppet(session, thread, gadget, scratch, registers);
  }

  get pid(): number {
    return this.thread.process.pid;
  }

  /**
   * Make one system call. Strings and buffers are put into the puppet's memory and passed by
   * address.
   * @returns what the kernel returned: negative is -errno
   */
  call(name: SyscallName, ...args: readonly Argument[]): number {
    this.used = 0;
    this.prepare(name, args);
    for (;;) {
      const status = this.session.stepOver(this.thread);
      assert(this.thread.state !== 'dead', 'a puppet died', { name, status });
      // Events inside the call (fork, exec) stop it before it returns.
      if (status.kind === 'event') return 0;
      const registers = this.mustRead();
      if (registers.number('rip') !== this.gadget) return registers.signed('rax');
    }
  }

  /** Like call, for what may be refused. */
  attempt(name: SyscallName, ...args: readonly Argument[]): number | Refusal {
    const result = this.call(name, ...args);
    return result < 0 ? { call: name, errno: errnoName(-result) } : result;
  }

  /** Fork; the child is a puppet too, with the same memory. */
  fork(lineage = ''): Puppet | Refusal {
    this.prepare('clone', [sigchld, 0, 0, 0, 0]);
    const status = this.session.stepOver(this.thread);
    if (status.kind !== 'event') {
      return { call: 'clone', errno: errnoName(-this.mustRead().signed('rax')) };
    }
    const child = this.session.adoptFork(this.thread, lineage);
    this.finish();
    assert(child !== 'died', 'a forked puppet died');
    return new Puppet(this.session, child, this.gadget, this.scratch, this.idle);
  }

  /** Forget what was placed. */
  begin(): void {
    this.used = 0;
  }

  /** Put bytes into the scratch memory; they stay until the next `call`. @returns the address */
  place(bytes: Buffer): number {
    const address = this.scratch + this.used;
    this.used += (bytes.length + 15) & ~15;
    assert(this.used <= scratchBytes, 'too much for the scratch memory', { used: this.used });
    assert(writeMemory(this.pid, address, bytes), 'write to the scratch memory');
    return address;
  }

  /** A call whose arguments have been placed already. */
  callPlaced(name: SyscallName, ...args: readonly number[]): number {
    this.prepare(name, args);
    const status = this.session.stepOver(this.thread);
    assert(this.thread.state !== 'dead', 'a puppet died', { name, status });
    return status.kind === 'event' ? 0 : this.mustRead().signed('rax');
  }

  /** Kill it and wait for its end. */
  end(): void {
    kill(this.pid, 9);
    while (this.thread.state !== 'dead') this.session.waitForStatus(this.thread);
  }

  private prepare(name: SyscallName, args: readonly Argument[]): void {
    const registers = this.idle.copy().set('rip', this.gadget).set('rax', nr[name]);
    // Not inside a call: the kernel must not try to restart one (kernel-notes on orig_rax).
    registers.set('origRax', -1);
    args.forEach((value, i) => {
      const register = argumentRegisters[i];
      assert(register !== undefined, 'too many arguments', { name });
      registers.set(register, typeof value === 'number' ? value : this.marshal(value));
    });
    this.thread.setRegisters(registers);
  }

  private marshal(value: string | Buffer): number {
    return this.place(typeof value === 'string' ? Buffer.from(`${value}\0`) : value);
  }

  private finish(): void {
    const status = this.session.stepOver(this.thread);
    assert(this.thread.state !== 'dead', 'a puppet died', { status });
  }

  private mustRead(): Registers {
    const registers = this.thread.registers();
    assert(registers !== 'died', 'a puppet died');
    return registers;
  }
}
