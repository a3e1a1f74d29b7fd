import { nr } from '../abi/syscalls.js';
import { willRestart } from '../tracer/override.js';
import { callAgain, type Registers } from '../tracer/registers.js';
import type { Session } from '../tracer/session.js';
import type { Thread, TracedProcess } from '../tracer/tracee.js';
import type { WaitStatus } from '../tracer/wait-status.js';
import type { PartialTransfers } from './partial-transfers.js';
import { isSignalled } from './signalled.js';
import { isZombie } from './quiescence.js';

const interrupted = -4; // EINTR
const restart = -512; // ERESTARTSYS
const restartBlock = -516; // ERESTART_RESTARTBLOCK

/** What was stopped, whatever it did. */
export interface Halted {
  /** To be thawed. */
  readonly frozen: Set<Thread>;
  /** Something else came first, which has to be reported when they go on. */
  readonly busy: readonly { readonly thread: Thread; readonly status: WaitStatus }[];
}

/** Stops all threads of a world where they are, for a snapshot or to be put back. */
export class Freezer {
  constructor(
    private readonly session: Session,
    private readonly calls: { returned(thread: Thread): void },
    private readonly transfers: PartialTransfers,
  ) {}

  /**
   * Stop a world that rests. @returns the threads that ran, to be thawed; undefined when one of
   * them did something else meanwhile: then all run on, and nothing is lost
   */
  freeze(processes: readonly TracedProcess[]): readonly Thread[] | undefined {
    const frozen: Thread[] = [];
    for (const thread of threadsOf(processes)) {
      if (thread.state === 'stopped' || isZombie(thread)) continue;
      if (thread.state !== 'running' || !this.freezeOne(thread)) {
        this.thaw(frozen);
        return undefined;
      }
      frozen.push(thread);
    }
    return frozen;
  }

  /** Stop all threads of a world, at rest or not. */
  halt(processes: readonly TracedProcess[]): Halted {
    const frozen = new Set<Thread>();
    const busy: { thread: Thread; status: WaitStatus }[] = [];
    for (const thread of running(processes)) {
      const status = this.haltOne(thread);
      if (status === undefined) frozen.add(thread);
      else busy.push({ thread, status });
    }
    return { frozen, busy };
  }

  private freezeOne(thread: Thread): boolean {
    const other = this.interrupt(thread);
    if (other !== undefined) this.session.defer(thread, other);
    return other === undefined;
  }

  private haltOne(thread: Thread): WaitStatus | undefined {
    if (thread.state === 'running') return this.interrupt(thread);
    if (thread.state === 'parked') return this.session.halt(thread);
    const status = this.session.waitForStatus(thread);
    // The first stop of a new thread: it has done nothing yet.
    return status.kind === 'stop' ? undefined : status;
  }

  /** Let frozen threads go on as if nothing had been. */
  thaw(threads: readonly Thread[]): void {
    for (const thread of threads) {
      const registers = thread.registers();
      if (registers === 'died') continue;
      if (isMerelyInterrupted(thread, registers)) thread.setRegisters(callAgain(registers));
      this.transfers.resume(thread);
    }
  }

  /** Stop everything; what the threads were about to do will not have been. */
  seize(processes: () => readonly TracedProcess[]): void {
    this.session.forgetDeferred();
    for (let all = running(processes()); all.length > 0; all = running(processes()))
      for (const thread of all) this.stop(thread);
  }

  /** @returns what it did instead of being interrupted */
  private interrupt(thread: Thread): WaitStatus | undefined {
    for (let status = this.session.halt(thread); ; status = this.session.halt(thread)) {
      const isPartial = isEndOfCall(status) && this.transfers.note(thread);
      if (status.kind === 'stop') {
        noteRestart(thread);
        return undefined;
      }
      if (isPartial) continue;
      if (status.kind !== 'syscall' || !isInterruptedCall(thread)) return status;
      // A decided call comes to its end first, and that stop has swallowed the interrupt.
      this.calls.returned(thread);
    }
  }

  private stop(thread: Thread): void {
    const status =
      thread.state === 'fresh' ? this.session.waitForStatus(thread) : this.session.halt(thread);
    if (status.kind === 'event' && ['fork', 'vfork', 'clone'].includes(status.event))
      this.session.learnOfChild(thread, status.event);
  }
}

/** poll, sleeps and waits with a limit go on with what is left, by another call. */
function noteRestart(thread: Thread): void {
  const registers = thread.registers();
  if (registers === 'died' || registers.signed('rax') !== restartBlock) return;
  const call = registers.number('origRax');
  if (call !== nr.restart_syscall) thread.restarts = call;
}

function isEndOfCall({ kind }: WaitStatus): boolean {
  return kind === 'stop' || kind === 'syscall';
}

/** At the end of a call: whether the kernel will make it again; what only looks ended, too. */
function isInterruptedCall(thread: Thread): boolean {
  const registers = thread.registers();
  if (registers === 'died') return false;
  if (isMerelyInterrupted(thread, registers)) thread.setRegisters(registers.set('rax', restart));
  return willRestart(registers.signed('rax'));
}

function threadsOf(processes: readonly TracedProcess[]): readonly Thread[] {
  return processes.flatMap(({ threads }) => [...threads.values()]);
}

function running(processes: readonly TracedProcess[]): readonly Thread[] {
  return threadsOf(processes).filter((thread) => thread.state !== 'stopped' && !isZombie(thread));
}

/**
 * epoll_wait and calls on sockets with a time limit return EINTR to a thread that was only looked
 * at (signal(7), "Interruption of system calls and library functions by stop signals").
 */
export function isMerelyInterrupted(thread: Thread, registers: Registers): boolean {
  return (
    registers.signed('origRax') >= 0 &&
    registers.signed('rax') === interrupted &&
    !isSignalled(thread)
  );
}
