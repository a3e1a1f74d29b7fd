import * as ptrace from '../kernel/ptrace.js';
import type { ResumeRequest } from '../kernel/ptrace.js';
import { ThreadFiles } from '../kernel/thread-files.js';
import { assert } from '../support/assert.js';
import { Changes } from './changes.js';
import { Registers } from './registers.js';

/** What has been seen of a process so far; it goes back when the process goes back. */
export interface ProcessFacts {
  readonly entered: boolean;
  readonly ended: boolean;
  readonly armsAlarm: boolean;
  readonly threadsSeen: number;
  readonly childrenSeen: number;
}

/** A traced process: threads that share memory and descriptors. */
export class TracedProcess {
  readonly threads = new Map<number, Thread>();
  /** Whether the program's own code runs: false from exec until its entry point is reached. */
  entered = false;
  /** Whether it has ended in the eyes of the world, and is only kept to come back. */
  ended = false;
  /** Whether it has set an alarm and not cancelled it: alarm(2), setitimer(2). */
  armsAlarm = false;
  /** What there is in its world since then that cannot be seen from outside, by name. */
  readonly uses = new Set<string>();
  /** Whether it ever asked to be told when its parent ends (PR_SET_PDEATHSIG). */
  followsParent = false;
  /** Whether it still runs in its parent's memory: between vfork(2) and exec. */
  isGuest = false;
  /** Whether it ever had a child. */
  isParent = false;
  /** Whether a child of it has ended, which it may not have waited for. */
  mayHaveZombies = false;
  /** The program that it runs; it has it from its parent until it calls exec. */
  image: object = {};
  /** How often it was made again by a rewind. */
  lives = 1;
  readonly changes = new Changes();
  /** Which child of which process it is, from the first process of its lineage on. */
  readonly ancestry: readonly (string | number)[];
  private childrenSeen = 0;
  /** Running number of threads ever seen, for names that do not depend on tids. */
  private threadsSeen = 0;
  private first: Thread | undefined;

  constructor(
    /** Another one when it is made again. */
    public pid: number,
    /** Running number in its session, from 1. */
    readonly index: number,
    /** Inherited by children: what the process belongs to, in the eyes of who launched it. */
    readonly lineage: string,
    readonly parent: TracedProcess | undefined,
  ) {
    this.ancestry = parent?.lineage === lineage ? parent.ancestryOfChild() : [lineage];
  }

  facts(): ProcessFacts {
    const { entered, ended, armsAlarm, threadsSeen, childrenSeen } = this;
    return { entered, ended, armsAlarm, threadsSeen, childrenSeen };
  }

  setFacts(facts: ProcessFacts): void {
    Object.assign(this, facts);
  }

  addThread(tid: number): Thread {
    this.threadsSeen += 1;
    const thread = new Thread(tid, this, this.threadsSeen);
    this.first ??= thread;
    this.threads.set(tid, thread);
    return thread;
  }

  /** One that is there: of a process whose main thread has ended the others must be asked. */
  anyThread(): Thread {
    return this.threads.get(this.pid) ?? this.threads.values().next().value ?? this.firstThread();
  }

  /** The one that its id is taken from. */
  firstThread(): Thread {
    assert(this.first !== undefined, 'a process without a first thread', { pid: this.pid });
    return this.first;
  }

  /** A thread that had ended is back, or the first one of a process that is made again. */
  reviveThread(thread: Thread, tid: number): void {
    if (thread === this.first) this.pid = tid;
    thread.revive(tid);
    this.threads.set(tid, thread);
  }

  removeThread(tid: number): void {
    this.threads.get(tid)?.release();
    this.threads.delete(tid);
  }

  private ancestryOfChild(): readonly (string | number)[] {
    this.childrenSeen += 1;
    return [...this.ancestry, this.childrenSeen];
  }
}

/**
 * `fresh`: announced by its parent, its first stop not seen yet. `parked`: in a group-stop, from
 * which only SIGCONT takes it.
 */
type ThreadState = 'fresh' | 'running' | 'stopped' | 'parked' | 'dead';

/** A traced thread. Requests are legal only while it is stopped; resuming ends the stop. */
export class Thread {
  state: ThreadState = 'fresh';
  /** Where it would run on it makes one step, and stops again. */
  steps = false;
  readonly changes = new Changes();
  /** The call that the kernel goes on with by restart_syscall(2), as it was stopped in it. */
  restarts: number | undefined;
  /** The call for which it is in pause(2), as it made it. */
  pausesFor: number | undefined;
  /** The sleep in which it was seen to wait for something, see ThreadFiles.schedule. */
  restsSince: string | undefined;
  private openFiles: ThreadFiles | undefined;

  constructor(
    /** Another one when it is made again. */
    public tid: number,
    readonly process: TracedProcess,
    /** Running number in its process, from 1. */
    readonly index: number,
  ) {}

  registers(): Registers | 'died' {
    this.mustBeStopped('registers');
    const registers = new Registers();
    return ptrace.getRegisters(this.tid, registers.bytes) === 'died' ? 'died' : registers;
  }

  setRegisters(registers: Registers): ptrace.PtraceResult {
    this.mustBeStopped('setRegisters');
    return ptrace.setRegisters(this.tid, registers.bytes);
  }

  resume(how: ResumeRequest = 'cont', signal = 0): void {
    this.mustBeStopped('resume');
    this.state = how === 'listen' ? 'parked' : 'running';
    // A thread that died meanwhile reports its death to the next wait.
    ptrace.resume(this.tid, how === 'cont' && this.steps ? 'singleStep' : how, signal);
  }

  /** What the kernel tells of it. */
  get files(): ThreadFiles {
    this.openFiles ??= new ThreadFiles(this.process.pid, this.tid);
    return this.openFiles;
  }

  /** It has been made again. */
  revive(tid: number): void {
    assert(this.state === 'dead', 'only what has ended is made again', { tid });
    this.tid = tid;
    this.state = 'fresh';
    this.changes.note('altStack');
  }

  release(): void {
    this.state = 'dead';
    this.openFiles?.[Symbol.dispose]();
    this.openFiles = undefined;
  }

  private mustBeStopped(what: string): void {
    assert(this.state === 'stopped', `${what} of a thread that is not stopped`, {
      tid: this.tid,
      state: this.state,
    });
  }
}
