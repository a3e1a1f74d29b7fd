import {
  applyOverride,
  undoOverride,
  willRestart,
  type Override,
  type ProgramBytes,
} from '../tracer/override.js';
import { isSameCall, type Registers } from '../tracer/registers.js';
import type { Thread } from '../tracer/tracee.js';
import { comeBackAsItself } from './restarts.js';

interface RunningCall {
  readonly registers: Registers;
  readonly override: Override;
  /** What stands in the program's memory when it does not make the call. */
  readonly replaced: readonly ProgramBytes[];
}

export interface CallsMark {
  readonly calls: ReadonlyMap<Thread, RunningCall>;
  readonly interrupted: ReadonlyMap<Thread, readonly RunningCall[]>;
}

/** Calls that were decided and have not returned: what must be put right when they do. */
export class RunningCalls {
  private readonly calls = new Map<Thread, RunningCall>();
  /** Calls that signals interrupted, innermost last: handlers make calls of their own. */
  private readonly interrupted = new Map<Thread, readonly RunningCall[]>();

  begin(thread: Thread, registers: Registers, override: Override): void {
    const replaced = applyOverride(thread, registers, override);
    this.calls.set(thread, { registers, override, replaced });
  }

  /**
   * The call has returned; its thread still stands. A call that a signal interrupted comes back as
   * the same call: it was decided already (signal(7), "Interruption of system calls").
   * @returns the call, where it is over
   */
  returned(thread: Thread): RunningCall | undefined {
    const call = this.calls.get(thread);
    const registers = thread.registers();
    this.calls.delete(thread);
    if (call === undefined || registers === 'died') return undefined;
    undoOverride(thread, call.registers, call.override, call.replaced);
    if (!willRestart(registers.signed('rax'))) return call;
    comeBackAsItself(thread, registers);
    this.interrupted.set(thread, [...(this.interrupted.get(thread) ?? []), call]);
    return undefined;
  }

  /** Whether this call is an interrupted one that starts again; if so it runs on as decided. */
  resumes(thread: Thread): boolean {
    const waiting = this.interrupted.get(thread);
    if (waiting === undefined) return false;
    const registers = thread.registers();
    if (registers === 'died') return false;
    const call = waiting.findLast((candidate) => isSameCall(candidate.registers, registers));
    this.keepBelow(thread, registers.word('rsp'), waiting);
    if (call === undefined) return false;
    this.begin(thread, registers, call.override);
    return true;
  }

  /** A handler is about to run, and the call that it was interrupted in fails. */
  isOver(thread: Thread, now: Registers): void {
    const waiting = this.interrupted.get(thread) ?? [];
    const kept = waiting.filter(({ registers }) => !isSameCall(registers, now));
    if (kept.length > 0) this.interrupted.set(thread, kept);
    else this.interrupted.delete(thread);
  }

  has(thread: Thread): boolean {
    return this.calls.has(thread);
  }

  /** The decided call that a thread stands in, interrupted, as it was when it was decided. */
  standingIn(thread: Thread, now: Registers): Registers | undefined {
    const waiting = this.interrupted.get(thread) ?? [];
    return waiting.findLast(({ registers }) => isSameCall(registers, now))?.registers;
  }

  /** What to come back to; the decided calls that run have moved part of their bytes. */
  mark(): CallsMark {
    return { calls: new Map(this.calls), interrupted: new Map(this.interrupted) };
  }

  comeBackTo(mark: CallsMark): void {
    this.clear();
    for (const [thread, call] of mark.calls) this.calls.set(thread, call);
    for (const [thread, waiting] of mark.interrupted) this.interrupted.set(thread, waiting);
  }

  /** What has been decided and has not happened yet does not happen any more. */
  endFaults(): void {
    const untouched = (call: RunningCall): RunningCall => {
      return { ...call, override: { ...call.override, after: [] } };
    };
    for (const [thread, call] of this.calls) this.calls.set(thread, untouched(call));
    for (const [thread, calls] of this.interrupted)
      this.interrupted.set(thread, calls.map(untouched));
  }

  clear(): void {
    this.calls.clear();
    this.interrupted.clear();
  }

  /** A handler runs further down the stack; above it, interrupted calls are not resumed. */
  private keepBelow(thread: Thread, stack: bigint, waiting: readonly RunningCall[]): void {
    const kept = waiting.filter(({ registers }) => registers.word('rsp') > stack);
    if (kept.length > 0) this.interrupted.set(thread, kept);
    else this.interrupted.delete(thread);
  }
}
