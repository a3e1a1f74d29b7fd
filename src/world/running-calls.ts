import { applyOverride, undoLimit, willRestart, type Override } from '../tracer/override.js';
import type { Registers } from '../tracer/registers.js';
import type { Thread } from '../tracer/tracee.js';

interface RunningCall {
  readonly registers: Registers;
  readonly override: Override;
  restarting: boolean;
}

/** Calls that were decided and have not returned: what must be put right when they do. */
export class RunningCalls {
  private readonly calls = new Map<number, RunningCall>();

  begin(thread: Thread, registers: Registers, override: Override): void {
    this.calls.set(thread.tid, { registers, override, restarting: false });
    applyOverride(thread, registers, override);
  }

  /**
   * The call has returned; the thread runs on. A call that a signal interrupted comes back as
   * the same call: it was decided already (signal(7), "Interruption of system calls").
   */
  returned(thread: Thread): void {
    const call = this.calls.get(thread.tid);
    const registers = thread.registers();
    if (call !== undefined && registers !== 'died') {
      undoLimit(thread, call.registers, call.override);
      call.restarting = willRestart(registers.signed('rax'));
      if (!call.restarting) this.calls.delete(thread.tid);
    }
    thread.resume();
  }

  /** Whether this call is an interrupted one that starts again; if so it runs on as decided. */
  resumes(thread: Thread): boolean {
    const call = this.calls.get(thread.tid);
    if (call?.restarting !== true) return false;
    this.calls.delete(thread.tid);
    const registers = thread.registers();
    if (registers === 'died' || !isSameCall(call.registers, registers)) return false;
    this.begin(thread, registers, call.override);
    return true;
  }

  clear(): void {
    this.calls.clear();
  }
}

function isSameCall(before: Registers, now: Registers): boolean {
  return (['rip', 'rsp', 'origRax', 'rdi'] as const).every(
    (name) => before.word(name) === now.word(name),
  );
}
