import { kill } from '../kernel/ffi.js';
import * as ptrace from '../kernel/ptrace.js';
import { signalName } from '../abi/signals.js';
import { pollAny, pollFor, waitAny, waitFor, type Waited } from '../kernel/wait.js';
import { decodeStatus, type PtraceEvent, type WaitStatus } from './wait-status.js';
import type { Attendant } from './attendant.js';
import type { TraceEvent } from './trace-event.js';
import type { Thread, TracedProcess } from './tracee.js';
import { Tracees } from './tracees.js';

const sigtrap = 5;

/**
 * All tracees of this process and the one place that waits for them. Forks, new threads,
 * group-stops and deaths are followed here; what needs a decision is handed out as a TraceEvent.
 */
export class Session {
  attendant: Attendant | undefined;
  private readonly tracees = new Tracees();
  /** First stops of children whose parent's event has not been reported yet. */
  private readonly unclaimed = new Set<number>();
  private readonly deferred: { readonly thread: Thread; readonly status: WaitStatus }[] = [];

  get processes(): ReadonlyMap<number, TracedProcess> {
    return this.tracees.processes;
  }

  /** How many threads have been made, whatever run they belong to. */
  get made(): number {
    return this.tracees.made;
  }

  /** Begin to trace a running process and stop it. @returns the errno name when refused */
  attach(pid: number, lineage: string): Thread | string {
    const { refused } = ptrace.seize(pid);
    if (refused !== undefined) return refused;
    const thread = this.tracees.addProcess(pid, lineage, undefined);
    ptrace.interrupt(pid);
    return this.waitForInterrupt(thread) === 'died' ? 'ESRCH' : thread;
  }

  /** Numbers given to processes start again at 1: a new run of the world begins. */
  resetNumbering(seen = 0): void {
    this.tracees.numbered = seen;
  }

  /** How many processes have been numbered. */
  get numbered(): number {
    return this.tracees.numbered;
  }

  /** The next event; `idle` when the time is over, `empty` when nothing is traced any more. */
  next(timeoutMs: number): TraceEvent | 'idle' | 'empty' {
    if (this.attendant === undefined) return this.nextOfAll(timeoutMs);
    this.attendant.look();
    const event = this.nextOfAll(timeoutMs);
    if (typeof event !== 'object') return event;
    return this.attendant.meet(event) ?? this.next(0);
  }

  private nextOfAll(timeoutMs: number): TraceEvent | 'idle' | 'empty' {
    for (let kept = this.deferred.shift(); kept !== undefined; kept = this.deferred.shift()) {
      const event = this.report(kept.thread, kept.status);
      if (event !== undefined) return event;
    }
    const until = performance.now() + timeoutMs;
    for (;;) {
      const left = until - performance.now();
      const waited = left <= 0 ? (pollAny() ?? 'timeout') : waitAny(left);
      if (waited === 'gone') return 'empty';
      if (waited === 'timeout') return 'idle';
      const event = this.digest(waited);
      if (event !== undefined) return event;
    }
  }

  /**
   * Run a stopped thread to its next stop, leaving all others alone.
   * Used with single steps on threads that this process itself drives.
   */
  stepOver(thread: Thread): WaitStatus {
    thread.resume('singleStep');
    return this.waitForStatus(thread);
  }

  waitForStatus(thread: Thread): WaitStatus {
    return this.statusOf(thread, waitFor(thread.tid));
  }

  /** As waitForStatus, where it has stopped by now. */
  pollStatus(thread: Thread): WaitStatus | undefined {
    const waited = pollFor(thread.tid);
    return waited && this.statusOf(thread, waited);
  }

  private statusOf(thread: Thread, waited: Waited | 'gone'): WaitStatus {
    if (waited === 'gone') return { kind: 'killed', signal: 9 };
    const status = decodeStatus(waited.status);
    if (status.kind === 'exited' || status.kind === 'killed') this.tracees.forget(thread);
    else thread.state = 'stopped';
    return status;
  }

  /** Take over the child that a stopped thread has just forked; the child is stopped. */
  adoptFork(parent: Thread, lineage: string): Thread | 'died' {
    const pid = ptrace.eventMessage(parent.tid);
    if (pid === 'died') return 'died';
    return this.adoptChild(parent.process, pid, lineage);
  }

  /** The child that a stopped thread has just made is one that there was before. */
  revive(thread: Thread, tid: number): 'stopped' | 'died' {
    const { process } = thread;
    process.reviveThread(thread, tid);
    if (process.threads.size === 1) {
      process.lives += 1;
      for (const aspect of ['actions', 'attributes'] as const) process.changes.note(aspect);
      this.tracees.processes.set(tid, process);
    }
    this.tracees.register(thread);
    if (!this.unclaimed.delete(tid)) return this.waitForStop(thread);
    thread.state = 'stopped';
    return 'stopped';
  }

  /** Take over a child that a stopped process has just made; it is stopped then. */
  adoptChild(parent: TracedProcess, pid: number, lineage = parent.lineage): Thread | 'died' {
    const child = this.tracees.addProcess(pid, lineage, parent);
    if (this.unclaimed.delete(pid)) child.state = 'stopped';
    else if (this.waitForStop(child) === 'died') return 'died';
    return child;
  }

  /** Kill a process and wait for the end of all of it. */
  kill({ pid, threads }: TracedProcess): void {
    kill(pid, 9);
    // The first thread's end is reported once all others are gone (ptrace(2)).
    const all = [...threads.values()].sort((a, b) => Number(a.tid === pid) - Number(b.tid === pid));
    for (const thread of all) this.waitForEnd(thread);
  }

  waitForEnd(thread: Thread): void {
    while (thread.state !== 'dead') {
      const { kind } = this.waitForStatus(thread);
      if (kind !== 'exited' && kind !== 'killed') thread.resume();
      else if ((thread.state as string) !== 'dead') this.tracees.forget(thread);
    }
  }

  /**
   * Stop a thread where it is; one that stands at the end of a call gets no further than to user
   * code. @returns what stopped it: `stop` if nothing else did
   */
  halt(thread: Thread): WaitStatus {
    ptrace.interrupt(thread.tid);
    if (thread.state === 'stopped') thread.resume();
    return this.waitForStatus(thread);
  }

  /** Keep a stop that was met while waiting for something else, for next(). */
  defer(thread: Thread, status: WaitStatus): void {
    this.deferred.push({ thread, status });
  }

  /** Learn of the child that a halted thread has just made; it is stopped, or will be. */
  learnOfChild(parent: Thread, event: PtraceEvent): void {
    const tid = ptrace.eventMessage(parent.tid);
    if (tid === 'died') return;
    const child = this.tracees.addChild(parent, tid, event);
    if (this.unclaimed.delete(tid)) child.state = 'stopped';
  }

  /** What was kept is of no interest any more: the run goes back to before it. */
  forgetDeferred(): void {
    this.deferred.length = 0;
  }

  /** End children whose parent died before it could announce them. */
  killUnclaimed(): void {
    for (const tid of this.unclaimed) kill(tid, 9);
  }

  /**
   * A program that was only just started may stop at its exec first. There it is still inside
   * execve(2), whose return would overwrite registers that are set now: go on to the interrupt.
   * Every other stop swallows a pending one (ptrace_stop() in the kernel), so ask again.
   */
  private waitForInterrupt(thread: Thread): 'stopped' | 'died' {
    for (;;) {
      const status = this.waitForStatus(thread);
      if (status.kind === 'exited' || status.kind === 'killed') return 'died';
      if (status.kind === 'stop') return 'stopped';
      ptrace.interrupt(thread.tid);
      thread.resume();
    }
  }

  private waitForStop(thread: Thread): 'stopped' | 'died' {
    const status = this.waitForStatus(thread);
    return status.kind === 'exited' || status.kind === 'killed' ? 'died' : 'stopped';
  }

  private digest(waited: Waited): TraceEvent | undefined {
    const status = decodeStatus(waited.status);
    const thread = this.tracees.threads.get(waited.tid);
    if (thread === undefined) {
      this.digestUnknown(waited.tid, status);
      return undefined;
    }
    if (status.kind === 'exited' || status.kind === 'killed') return this.ended(thread, status);
    return this.report(thread, status);
  }

  private report(thread: Thread, status: WaitStatus): TraceEvent | undefined {
    if (status.kind === 'exited' || status.kind === 'killed') return this.ended(thread, status);
    const fresh = thread.state === 'fresh';
    thread.state = 'stopped';
    switch (status.kind) {
      case 'event':
        return this.digestEvent(thread, status.event);
      case 'stop':
        // The first stop of a new tracee is no group-stop: let it run.
        if (fresh) this.attendant?.greet(thread);
        thread.resume(fresh || status.signal === sigtrap ? 'cont' : 'listen');
        return undefined;
      case 'syscall':
        return { kind: 'return', thread };
      case 'signal':
        return { kind: 'signal', thread, signal: status.signal };
    }
  }

  private digestUnknown(tid: number, status: WaitStatus): void {
    if (status.kind === 'stop') this.unclaimed.add(tid);
    else this.unclaimed.delete(tid);
  }

  private digestEvent(thread: Thread, event: PtraceEvent): TraceEvent | undefined {
    if (event === 'seccomp') return { kind: 'call', thread };
    if (event === 'exec') return { kind: 'exec', thread: this.tracees.afterExec(thread) };
    const tid = ptrace.eventMessage(thread.tid);
    if (tid !== 'died') this.welcome(thread, tid, event);
    thread.resume();
    return undefined;
  }

  /** A new thread or child process; it runs on as soon as its first stop has been seen. */
  private welcome(parent: Thread, tid: number, event: PtraceEvent): void {
    const child = this.tracees.addChild(parent, tid, event);
    if (!this.unclaimed.delete(tid)) return;
    child.state = 'stopped';
    this.attendant?.greet(child);
    child.resume();
  }

  private ended(thread: Thread, status: WaitStatus & { kind: 'exited' | 'killed' }): TraceEvent {
    this.tracees.forget(thread);
    if (thread.tid !== thread.process.pid) return { kind: 'thread-ended', thread };
    return {
      kind: 'process-ended',
      process: thread.process,
      status:
        status.kind === 'exited'
          ? { kind: 'exited', code: status.code }
          : { kind: 'signaled', signal: signalName(status.signal) },
    };
  }
}
