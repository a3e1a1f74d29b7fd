import { getSignalMask, setSignalMask } from '../kernel/ptrace.js';
import { callAgain, isBeforeCall, type Registers } from '../tracer/registers.js';
import type { Session } from '../tracer/session.js';
import type { Thread } from '../tracer/tracee.js';
import { isSamePlace } from './inferior/traps.js';
import type { StoppedFor } from './stopped-for.js';

const allSignals = 0xffff_ffff_ffff_ffffn;

/**
 * Threads that stand before a system call, and are sent elsewhere by gdb, as it does to call a
 * function of the program. Until they are back their call must neither be made nor decided.
 */
export class Excursions {
  private readonly origins = new Map<Thread, Registers>();
  private readonly away = new Set<Thread>();

  constructor(
    private readonly session: Session,
    private readonly stoppedFor: StoppedFor,
  ) {}

  /** These threads have stopped, and nothing has been done to them yet. */
  begin(threads: readonly Thread[]): void {
    this.origins.clear();
    for (const thread of threads) {
      const registers = thread.registers();
      if (registers !== 'died' && isBeforeCall(registers)) this.origins.set(thread, registers);
    }
  }

  /** One that is elsewhere, and has to come back before anything else goes on. */
  next(): Thread | undefined {
    for (const [thread, origin] of this.origins) {
      const now = thread.state === 'stopped' ? thread.registers() : 'died';
      if (now === 'died') continue;
      if (!isSamePlace(origin, now)) {
        this.away.add(thread);
        return thread;
      }
      if (this.away.has(thread)) this.standBeforeCall(thread, now);
    }
    return undefined;
  }

  /** Bring all back, whatever they are doing. */
  endAll(): void {
    while (this.next() !== undefined)
      for (const thread of [...this.away]) {
        const origin = this.origins.get(thread);
        if (origin !== undefined) this.standBeforeCall(thread, origin);
      }
  }

  /** From where it is now the call would be skipped: go to the stop before it again. */
  private standBeforeCall(thread: Thread, registers: Registers): void {
    this.away.delete(thread);
    this.stoppedFor.forget(thread);
    const mask = getSignalMask(thread.tid);
    // A signal that waits would be delivered on the way to the call.
    setSignalMask(thread.tid, allSignals);
    thread.setRegisters(callAgain(registers));
    do {
      thread.resume();
    } while (this.session.waitForStatus(thread).kind === 'signal');
    if (mask !== 'died' && thread.state === 'stopped') setSignalMask(thread.tid, mask);
  }
}
