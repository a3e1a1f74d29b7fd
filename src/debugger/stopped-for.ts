import { nr } from '../abi/syscalls.js';
import { syscall } from '../kernel/ffi.js';
import type { Registers } from '../tracer/registers.js';
import type { Session } from '../tracer/session.js';
import type { Thread } from '../tracer/tracee.js';
import type { Inferior } from './inferior/inferior.js';
import type { Action } from './inferior/resumption.js';
import { isSamePlace, sigtrap } from './inferior/traps.js';

/** A signal, and where it has stopped a thread. */
interface Stopped {
  readonly signal: number;
  readonly place: Registers | 'died';
}

/** Signals that threads of the process have been stopped for. */
export class StoppedFor {
  private readonly signals = new Map<Thread, Stopped>();
  /** Those that gdb has kept back: it has functions called in between, and comes back to them. */
  private readonly keptBack = new Map<Thread, Stopped>();
  /** Those of which gdb has seen it and wants it delivered. */
  private readonly shown = new Set<Thread>();

  constructor(private readonly session: Session) {}

  has(thread: Thread): boolean {
    return this.signals.has(thread);
  }

  set(thread: Thread, signal: number): void {
    this.signals.set(thread, { signal, place: thread.registers() });
  }

  forget(thread: Thread): void {
    this.signals.delete(thread);
  }

  /** Whether this is a signal that comes the second time. */
  hasSeen(thread: Thread): boolean {
    return this.shown.delete(thread);
  }

  /** Let all go on as gdb wants it, with the signals that it wants. */
  goOn(inferior: Inferior, actions: readonly Action[]): void {
    for (const thread of inferior.threads) {
      const action = inferior.actionOf(thread, actions);
      const signal = action?.signal ?? 0;
      thread.steps = action?.how === 'step';
      this.keepBack(thread, signal);
      this.deliver(thread, signal);
    }
    this.signals.clear();
  }

  /** gdb has gone: what was on its way arrives. */
  letGo(inferior: Inferior): void {
    for (const thread of inferior.threads) {
      thread.steps = false;
      const { signal = 0 } = this.awaiting(thread) ?? {};
      this.deliver(thread, signal === sigtrap ? 0 : signal);
    }
    this.signals.clear();
  }

  /** @param given what it gets instead of what it has stopped for */
  private keepBack(thread: Thread, given: number): void {
    const stopped = this.signals.get(thread);
    if (given !== 0) this.keptBack.delete(thread);
    else if (stopped !== undefined && stopped.signal !== sigtrap)
      this.keptBack.set(thread, stopped);
  }

  /** The signal that it stopped for, also where gdb has brought it back to there. */
  private awaiting(thread: Thread): Stopped | undefined {
    const [stopped, kept] = [this.signals.get(thread), this.keptBack.get(thread)];
    if (stopped?.signal !== sigtrap || kept === undefined) return stopped;
    const now = thread.registers();
    const isBack = isSamePlace(kept.place, now) && !isSamePlace(stopped.place, now);
    return isBack ? kept : stopped;
  }

  private deliver(thread: Thread, signal: number): void {
    const { pid } = thread.process;
    if (!this.signals.has(thread)) {
      if (signal !== 0) syscall(nr.tgkill, pid, thread.tid, signal);
    } else if (signal === 0) thread.resume();
    else {
      this.shown.add(thread);
      this.session.defer(thread, { kind: 'signal', signal });
    }
  }
}
