import { errnoName } from '../abi/errno.js';
import { nr, type SyscallName } from '../abi/syscalls.js';
import { kill } from '../kernel/ffi.js';
import { readMemory, writeMemory } from '../kernel/process-memory.js';
import { pokeWord } from '../kernel/ptrace.js';
import { assert, present } from '../support/assert.js';
import { callTableCode, decodeResults, encodeTable, type TableEntry } from './call-table.js';
import { argumentRegisters, type Registers } from './registers.js';
import { Scratch, type Placeable } from './scratch.js';
import type { Session } from './session.js';
import type { Thread } from './tracee.js';
import type { WaitStatus } from './wait-status.js';

const syscallInstruction = 0x050fn;
const scratchBytes = 1 << 20;
const codeBytes = 4096;
const sigchld = 17;
const sigtrap = 5;
const readWrite = 3;
const readExecute = 5;
const privateAnonymous = 0x22;

/** A refused call of a puppet: an answer of the kernel, to be explained by who asked. */
export interface Refusal {
  readonly call: SyscallName;
  readonly errno: string;
}

/** What is no number is put into the puppet's memory and passed by address. */
type Argument = number | Placeable;

export interface PuppetCall {
  readonly name: SyscallName;
  readonly args: readonly Argument[];
  /** Whether its refusal ends the sequence. */
  readonly mustSucceed: boolean;
}

/** A call whose refusal ends the sequence. */
export function must(name: SyscallName, ...args: readonly Argument[]): PuppetCall {
  return { name, args, mustSucceed: true };
}

/** A call that may fail. */
export function may(name: SyscallName, ...args: readonly Argument[]): PuppetCall {
  return { name, args, mustSucceed: false };
}

/** Memory of its own: code that makes the calls of a table, and room for arguments. */
interface Workshop {
  readonly code: number;
  readonly scratch: Scratch;
}

/**
 * A stopped thread that never runs code of its own again: it only makes the system calls it is
 * told to. With it a world is built from inside, without helper programs. A sequence of calls
 * costs two context switches, however long it is.
 */
export class Puppet {
  private constructor(
    private readonly session: Session,
    readonly thread: Thread,
    private readonly idle: Registers,
    private readonly workshop: Workshop,
  ) {}

  /** Take over a stopped thread. @returns undefined when it has died */
  static make(session: Session, thread: Thread): Puppet | undefined {
    const idle = thread.registers();
    if (idle === 'died') return undefined;
    // Not inside a call: the kernel must not try to restart one.
    idle.set('origRax', -1);
    const workshop = openWorkshop(session, thread, idle);
    return new Puppet(session, thread, idle, workshop);
  }

  get pid(): number {
    return this.thread.process.pid;
  }

  /** Make one system call. @returns what the kernel returned: negative is -errno */
  call(name: SyscallName, ...args: readonly Argument[]): number {
    const [result] = this.run([{ name, args, mustSucceed: false }]);
    return present(result, 'a call without a result');
  }

  /** Like call; what the kernel writes to the first buffer among the arguments is put into it. */
  callFilling(buffer: Buffer, name: SyscallName, ...args: readonly Argument[]): number {
    const result = this.call(name, ...args);
    readMemory(this.pid, this.workshop.scratch.base, buffer.length).copy(buffer);
    return result;
  }

  /** Like call, for what may be refused. */
  attempt(name: SyscallName, ...args: readonly Argument[]): number | Refusal {
    const result = this.call(name, ...args);
    return result < 0 ? { call: name, errno: errnoName(-result) } : result;
  }

  /** Make calls one after the other. @returns the first refusal of one that must succeed */
  sequence(calls: readonly PuppetCall[]): Refusal | undefined {
    const results = this.run(calls);
    const failed = calls.findIndex(({ mustSucceed }, i) => mustSucceed && (results[i] ?? 0) < 0);
    const call = calls[failed];
    if (call === undefined) return undefined;
    return { call: call.name, errno: errnoName(-(results[failed] ?? 0)) };
  }

  /** Fork; the child is a puppet too, with the same memory. */
  fork(lineage = ''): Puppet | Refusal {
    const table = this.start([{ name: 'clone', args: [sigchld, 0, 0, 0, 0], mustSucceed: false }]);
    const status = this.session.waitForStatus(this.thread);
    if (status.kind !== 'event') {
      const [result] = this.results(table);
      return { call: 'clone', errno: errnoName(-(result ?? 0)) };
    }
    const child = this.session.adoptFork(this.thread, lineage);
    this.thread.resume();
    this.mustHaveStopped(this.session.waitForStatus(this.thread));
    assert(child !== 'died', 'a forked puppet died');
    return new Puppet(this.session, child, this.idle, this.workshop.scratch.inherit(this.workshop));
  }

  /** Kill it and wait for its end. */
  end(): void {
    kill(this.pid, 9);
    while (this.thread.state !== 'dead') this.session.waitForStatus(this.thread);
  }

  private run(calls: readonly PuppetCall[]): readonly (number | undefined)[] {
    const table = this.start(calls);
    let status = this.session.waitForStatus(this.thread);
    // A filter that was just installed may watch what a program does to itself.
    while (status.kind === 'event' && status.event === 'seccomp') {
      this.thread.resume();
      status = this.session.waitForStatus(this.thread);
    }
    // An exec replaces the memory that the results stand in: it has succeeded.
    if (status.kind === 'event') return calls.map(() => 0);
    this.mustHaveStopped(status);
    return this.results(table);
  }

  /** @returns where the table lies */
  private start(calls: readonly PuppetCall[]): { address: number; bytes: number } {
    const { scratch, code } = this.workshop;
    scratch.clear();
    const entries: TableEntry[] = calls.map(({ name, args, mustSucceed }) => ({
      name,
      args: args.map((value) => (typeof value === 'number' ? value : scratch.place(value))),
      mustSucceed,
    }));
    const table = encodeTable(entries);
    const address = scratch.place(table);
    scratch.flush(this.pid);
    this.thread.setRegisters(this.idle.copy().set('rip', code).set('rbx', address));
    this.thread.resume();
    return { address, bytes: table.length };
  }

  private results(table: { address: number; bytes: number }): readonly (number | undefined)[] {
    return decodeResults(readMemory(this.pid, table.address, table.bytes));
  }

  private mustHaveStopped(status: WaitStatus): void {
    const expected = status.kind === 'signal' && status.signal === sigtrap;
    assert(expected, 'a puppet did not stop where it must', { status });
  }
}

/** The first two calls are made by a single `syscall` instruction, written over the next code. */
function openWorkshop(session: Session, thread: Thread, idle: Registers): Workshop {
  const rip = idle.number('rip');
  const gadget = rip - (rip % 8);
  pokeWord(thread.tid, gadget, syscallInstruction);
  const map = (length: number): number =>
    bareCall(session, thread, idle, gadget, nr.mmap, [
      0,
      length,
      readWrite,
      privateAnonymous,
      -1,
      0,
    ]);
  const [code, scratch] = [map(codeBytes), map(scratchBytes)];
  assert(code > 0 && scratch > 0, 'memory for a puppet', { code, scratch });
  assert(writeMemory(thread.process.pid, code, callTableCode), 'code for a puppet');
  // Written first and executable then: policies forbid memory that is both at once.
  const sealed = bareCall(session, thread, idle, gadget, nr.mprotect, [
    code,
    codeBytes,
    readExecute,
  ]);
  assert(sealed === 0, 'executable memory for a puppet', { sealed });
  return { code, scratch: new Scratch(scratch, scratchBytes) };
}

function bareCall(
  session: Session,
  thread: Thread,
  idle: Registers,
  gadget: number,
  number: number,
  args: readonly number[],
): number {
  const registers = idle.copy().set('rip', gadget).set('rax', number);
  argumentRegisters.forEach((name, i) => registers.set(name, args[i] ?? 0));
  thread.setRegisters(registers);
  for (;;) {
    const status = session.stepOver(thread);
    const after = thread.state === 'dead' ? 'died' : thread.registers();
    assert(after !== 'died', 'a puppet died', { status });
    // The first step may report a stop that was pending and has run nothing.
    if (after.number('rip') !== gadget) return after.signed('rax');
  }
}
