import { Pidfd, type OwnedFd } from '../../kernel/pidfd.js';
import { BorrowedThread } from '../../tracer/borrowed-thread.js';
import type { Puppet } from '../../tracer/puppet.js';
import type { Session } from '../../tracer/session.js';
import type { Thread, TracedProcess } from '../../tracer/tracee.js';
import type { FileIdentities } from '../../world/file-identities.js';
import type { KnownOptions } from './descriptors/known-options.js';
import { DescriptorFerry } from './descriptors/ferry.js';
import type { WrittenTrees } from './files/written-trees.js';
import { refuse } from './refusal.js';

/**
 * All processes of a world, stopped, and what is borrowed of them while they are saved or put
 * back: descriptors' copies, and a thread of each that makes system calls for us.
 */
export class FrozenWorld implements Disposable {
  private readonly borrowed = new Map<Thread, BorrowedThread>();
  private readonly ferries = new Map<TracedProcess, DescriptorFerry>();
  private readonly pidfds = new Map<TracedProcess, Pidfd>();
  private readonly copies = new Map<string, OwnedFd>();

  constructor(
    readonly session: Session,
    /** Makes calls in the world's namespaces; owns nothing that programs see. */
    readonly init: Puppet,
    private readonly existing: () => readonly TracedProcess[],
    readonly identities: FileIdentities,
    /** What the programs have written to files. */
    readonly written: WrittenTrees,
    readonly options: KnownOptions,
    /** Whether it is only looked at: then what would be felt by a program is not done. */
    readonly isOnlyRead = false,
  ) {}

  /** Those that are there now; those that have ended in the eyes of the world included. */
  get processes(): readonly TracedProcess[] {
    return this.existing();
  }

  /** A thread of the process that makes calls; its registers are put back by `release`. */
  hands(process: TracedProcess): BorrowedThread {
    for (const thread of process.threads.values())
      if (thread.state === 'stopped') return this.handsOf(thread);
    refuse('a process without a thread that can make calls');
  }

  /** This very thread, for what concerns it alone. */
  handsOf(thread: Thread): BorrowedThread {
    const known = this.borrowed.get(thread);
    if (known !== undefined) return known;
    const hands = BorrowedThread.borrow(this.session, thread);
    if (hands === undefined) refuse('a thread that cannot make calls');
    this.borrowed.set(thread, hands);
    return hands;
  }

  /** It is about to end, or to be made anew: nothing of it is of use any more. */
  forget(process: TracedProcess): void {
    for (const thread of this.borrowed.keys())
      if (thread.process === process) this.borrowed.delete(thread);
    this.ferries.delete(process);
    this.pidfds.get(process)?.[Symbol.dispose]();
    this.pidfds.delete(process);
  }

  /** It has ended. */
  forgetThread(thread: Thread): void {
    this.borrowed.delete(thread);
  }

  /** This process's copy of a descriptor: the same open file description; closed with the world. */
  copyOf(process: TracedProcess, fd: number): number {
    const key = `${String(process.pid)} ${String(fd)}`;
    const known = this.copies.get(key);
    if (known !== undefined) return known.fd;
    const copy = this.pidfd(process).take(fd);
    if (typeof copy === 'string') refuse(`a descriptor that cannot be copied (${copy})`);
    this.copies.set(key, copy);
    return copy.fd;
  }

  /** Whether this copy is of that descriptor. */
  hasCopy(process: TracedProcess, fd: number, copy: number): boolean {
    return this.copies.get(`${String(process.pid)} ${String(fd)}`)?.fd === copy;
  }

  /** A number has got another meaning: its copy is of no use any more. */
  forgetCopy(process: TracedProcess, fd: number): void {
    const key = `${String(process.pid)} ${String(fd)}`;
    this.copies.get(key)?.[Symbol.dispose]();
    this.copies.delete(key);
  }

  /** Make a descriptor of this process the number `fd` of the other. */
  give(process: TracedProcess, copy: number, fd: number, closeOnExec: boolean): void {
    const ferry = this.ferries.get(process) ?? new DescriptorFerry(this, process);
    this.ferries.set(process, ferry);
    this.forgetCopy(process, fd);
    ferry.carry(copy, fd, closeOnExec);
  }

  /** Close what was opened. The threads are not put back: they get the registers of the past. */
  release(): void {
    for (const ferry of this.ferries.values()) ferry[Symbol.dispose]();
    this.ferries.clear();
    this.borrowed.clear();
    this.closeCopies();
  }

  /** Close what is this process's own, whatever has become of the world. */
  closeCopies(): void {
    for (const copy of this.copies.values()) copy[Symbol.dispose]();
    this.copies.clear();
    for (const pidfd of this.pidfds.values()) pidfd[Symbol.dispose]();
    this.pidfds.clear();
  }

  /** Put the borrowed threads back, and close what was opened. */
  [Symbol.dispose](): void {
    const hands = [...this.borrowed.values()];
    this.release();
    for (const borrowed of hands) borrowed[Symbol.dispose]();
  }

  private pidfd(process: TracedProcess): Pidfd {
    const known = this.pidfds.get(process);
    if (known !== undefined) return known;
    const [tid] = process.threads.keys();
    const pidfd = tid === undefined ? undefined : Pidfd.open(tid);
    if (pidfd === undefined) refuse('a process that is gone');
    this.pidfds.set(process, pidfd);
    return pidfd;
  }
}
