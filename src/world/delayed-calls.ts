import { writeMemory } from '../kernel/process-memory.js';
import type { Override } from '../tracer/override.js';
import { isSameCall, type Registers } from '../tracer/registers.js';
import type { Thread } from '../tracer/tracee.js';
import type { TimeKeeper } from './clock/time-keeper.js';

interface DelayedCall {
  readonly registers: Registers;
  /** What becomes of the call afterwards. */
  readonly override: Override;
}

export type DelayedMark = ReadonlyMap<Thread, DelayedCall>;

/** Calls that were decided to be made later. Meanwhile their threads wait in another. */
export class DelayedCalls {
  private delayed = new Map<Thread, DelayedCall>();

  constructor(private readonly time: TimeKeeper) {}

  /** @returns whether the call waits; if not, it is to be made now */
  begin(thread: Thread, registers: Registers, { delay, ...override }: Override): boolean {
    if (delay === undefined) return false;
    const ends = this.time.delay(thread, registers, delay);
    if (ends === 'at-once') return false;
    const isGivenUp = ends.givesUpWith !== undefined && override.kind === 'run';
    const answer: Override = {
      ...override,
      kind: 'answer',
      result: ends.givesUpWith ?? 0,
      writes: [],
    };
    this.delayed.set(thread, { registers, override: isGivenUp ? answer : override });
    return true;
  }

  /**
   * A thread stands before a call again that was delayed.
   * @returns what becomes of it now; `waits` where a signal interrupted the delay
   */
  resumes(thread: Thread): DelayedCall | 'waits' | undefined {
    const call = this.delayed.get(thread);
    if (call === undefined) return undefined;
    const registers = thread.registers();
    if (registers === 'died' || !isSameCall(call.registers, registers)) return undefined;
    if (this.time.goesOnWaiting(thread, registers)) return 'waits';
    this.delayed.delete(thread);
    return call;
  }

  /** A handler is about to run, and the call that was to be made later fails. */
  isOver(thread: Thread, now: Registers): void {
    const call = this.delayed.get(thread);
    if (call === undefined || !isSameCall(call.registers, now)) return;
    this.delayed.delete(thread);
    if (call.override.kind !== 'answer') return;
    for (const { address, bytes } of call.override.unanswered ?? [])
      writeMemory(thread.tid, address, bytes);
  }

  mark(): DelayedMark {
    return new Map(this.delayed);
  }

  comeBackTo(mark: DelayedMark): void {
    this.delayed = new Map(mark);
  }

  clear(): void {
    this.delayed.clear();
  }
}
