import { nr } from '../abi/syscalls.js';
import { syscall } from '../kernel/ffi.js';
import type { Session } from '../tracer/session.js';
import type { Thread } from '../tracer/tracee.js';
import type { Inferior } from './inferior/inferior.js';
import type { Action } from './inferior/resumption.js';
import { sigtrap } from './inferior/traps.js';

/** Signals that threads of the process have been stopped for. */
export class StoppedFor {
  private readonly signals = new Map<Thread, number>();
  /** Those of which gdb has seen it and wants it delivered. */
  private readonly shown = new Set<Thread>();

  constructor(private readonly session: Session) {}

  has(thread: Thread): boolean {
    return this.signals.has(thread);
  }

  set(thread: Thread, signal: number): void {
    this.signals.set(thread, signal);
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
      thread.steps = action?.how === 'step';
      this.deliver(thread, action?.signal ?? 0);
    }
    this.signals.clear();
  }

  /** gdb has gone: what was on its way arrives. */
  letGo(inferior: Inferior): void {
    for (const thread of inferior.threads) {
      thread.steps = false;
      const signal = this.signals.get(thread) ?? 0;
      this.deliver(thread, signal === sigtrap ? 0 : signal);
    }
    this.signals.clear();
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
