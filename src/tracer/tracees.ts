import { threadGroup } from '../kernel/procfs.js';
import { assert } from '../support/assert.js';
import type { PtraceEvent } from './wait-status.js';
import { type Thread, TracedProcess } from './tracee.js';

/** All threads and processes that are traced: who is there, and what children have from parents. */
export class Tracees {
  readonly threads = new Map<number, Thread>();
  readonly processes = new Map<number, TracedProcess>();
  /** How many processes have been numbered in this run. */
  numbered = 0;
  /** How many threads have been made, whatever run they belong to. */
  made = 0;

  addChild(parent: Thread, tid: number, event: PtraceEvent): Thread {
    const group = event === 'clone' ? threadGroup(tid) : tid;
    if (group === parent.process.pid) return this.register(parent.process.addThread(tid));
    parent.process.isParent = true;
    const child = this.addProcess(tid, parent.process.lineage, parent.process);
    child.process.entered = parent.process.entered;
    child.process.image = parent.process.image;
    child.process.isGuest = event !== 'fork';
    for (const object of parent.process.uses) child.process.uses.add(object);
    child.process.changes.inherit(parent.process.changes, 'actions');
    child.changes.inherit(parent.changes, 'altStack');
    return child;
  }

  addProcess(pid: number, lineage: string, parent: TracedProcess | undefined): Thread {
    this.numbered += 1;
    const process = new TracedProcess(pid, this.numbered, lineage, parent);
    this.processes.set(pid, process);
    return this.register(process.addThread(pid));
  }

  register(thread: Thread): Thread {
    this.made += 1;
    this.threads.set(thread.tid, thread);
    return thread;
  }

  /**
   * An exec ends all other threads of the process, and the thread that called it takes the
   * process's pid as its tid (ptrace(2), "execve(2) under ptrace"); the others report nothing.
   */
  afterExec(leader: Thread): Thread {
    for (const other of [...leader.process.threads.values()])
      if (other !== leader) this.drop(other);
    leader.state = 'stopped';
    leader.process.entered = false;
    leader.process.isGuest = false;
    leader.process.image = {};
    for (const aspect of ['actions', 'attributes'] as const) leader.process.changes.note(aspect);
    return leader;
  }

  forget(thread: Thread): void {
    this.drop(thread);
    if (thread.tid !== thread.process.pid) return;
    for (const other of [...thread.process.threads.values()]) this.drop(other);
    this.processes.delete(thread.process.pid);
    // An orphan may have gone to any process that adopts.
    for (const process of this.processes.values()) process.mayHaveZombies ||= process.isParent;
  }

  drop(thread: Thread): void {
    this.threads.delete(thread.tid);
    thread.process.removeThread(thread.tid);
    assert(thread.state === 'dead', 'a dropped thread is dead', { tid: thread.tid });
  }
}
