import { nr } from '../../../abi/syscalls.js';
import { toTimespec } from '../../../kernel/clocks.js';
import { writeMemory } from '../../../kernel/process-memory.js';
import { willRestart } from '../../../tracer/override.js';
import { answered, belowStack, isSameCall, type Registers } from '../../../tracer/registers.js';
import type { Session } from '../../../tracer/session.js';
import type { Thread } from '../../../tracer/tracee.js';
import { restartBlock, restartOf, restartUnlessHandled } from '../../restarts.js';
import { willHandle } from '../../signalled.js';
import { isBefore, type Due } from '../due.js';
import type { VirtualClock } from '../virtual-clock.js';
import { writeLeft } from './answer.js';
import { expire } from './expire.js';
import { dueOf, isPoint } from './limit.js';
import { timedCall, type TimedCall } from './timed-call.js';

interface Wait {
  readonly call: TimedCall;
  readonly asMade: Registers;
  /** When its time is over, by the world's clock. */
  readonly due: bigint;
  /** Whether the thread stands in it for another call, which it makes then. */
  readonly isDelay?: true;
}

type WaitsMark = ReadonlyMap<Thread, Wait>;

/** Later than any other time. */
export const never = 1n << 62n;
const restart = -512; // ERESTARTSYS

/**
 * Calls that wait for a limited time. The kernel waits without a limit, and is interrupted when
 * the world's clock says so; a sleep becomes pause(2).
 */
export class Waits {
  private readonly standing = new Map<Thread, Wait>();
  /** Those that the kernel will make again, as nothing has come of them. */
  private interrupted = new Map<Thread, Wait>();

  constructor(
    private readonly session: Session,
    private readonly clock: VirtualClock,
  ) {}

  /** Whether the call that a thread stands before is one of these; if so it runs on. */
  takes(thread: Thread, registers: Registers): boolean {
    const before = this.interrupted.get(thread);
    this.interrupted.delete(thread);
    const call = timedCall(registers.number('origRax'));
    if (call === undefined) return false;
    const goesOn = before !== undefined && isSameCall(before.asMade, registers);
    const due = goesOn ? before.due : dueOf(call, thread, registers, this.clock);
    if (due === undefined) return false;
    if (isPoint(call, registers) && due <= this.clock.now()) this.isOver(call, thread, registers);
    else this.begin(thread, { call, asMade: registers, due });
    return true;
  }

  /** Whether the call is one that was interrupted, and will be the same wait. */
  isMadeAgain(thread: Thread, registers: Registers): boolean {
    const before = this.interrupted.get(thread);
    return before !== undefined && before.isDelay !== true && isSameCall(before.asMade, registers);
  }

  /** Let a thread that stands before a call wait until then, and stand before it again. */
  delay(thread: Thread, registers: Registers, due: bigint): void {
    this.begin(thread, { call: delay, asMade: registers, due, isDelay: true });
  }

  /** Whether a thread stands before its call again because its delay was interrupted. */
  goesOn(thread: Thread, registers: Registers): boolean {
    const before = this.interrupted.get(thread);
    if (before?.isDelay !== true || !isSameCall(before.asMade, registers)) return false;
    this.interrupted.delete(thread);
    this.begin(thread, before);
    return true;
  }

  /**
   * A call has returned: the program must find the arguments that it passed.
   * @returns whether it was one of these
   */
  returned(thread: Thread): boolean {
    const wait = this.standing.get(thread);
    if (wait === undefined) return false;
    this.forget(thread);
    const registers = thread.registers();
    if (registers === 'died') return true;
    const { call, asMade } = wait;
    registers.set(call.limit, asMade.word(call.limit));
    if (registers.int('origRax') === nr.pause) registers.set('origRax', asMade.word('origRax'));
    const result = registers.signed('rax');
    if (willRestart(result)) {
      this.interrupted.set(thread, wait);
      registers.set('rax', resultOf(wait, result));
    } else if (call.sleeps !== true) this.writeLeft(thread, wait);
    thread.setRegisters(registers);
    return true;
  }

  /** A signal is about to be delivered, which ends a wait for good where a handler runs. */
  signalled(thread: Thread, signal: number): void {
    const wait = this.interrupted.get(thread);
    if (wait === undefined || !willHandle(thread, signal)) return;
    const registers = thread.registers();
    if (registers === 'died' || registers.signed('rax') !== restartUnlessHandled) return;
    this.interrupted.delete(thread);
    this.writeLeft(thread, wait);
  }

  /** The one whose time is over first; of several, the one of the first process and thread. */
  next(among: (thread: Thread) => boolean = () => true): Due | undefined {
    let first: Due | undefined;
    for (const [thread, { due, call, asMade, isDelay }] of this.standing) {
      if (due === never || thread.state !== 'running' || !among(thread)) continue;
      if (first !== undefined && !isBefore({ due, thread }, first)) continue;
      const end = isDelay === true ? { again: asMade } : { call, asMade };
      first = { due, thread, fire: () => expire(this.session, thread, end) };
    }
    return first;
  }

  /** The world is frozen: all of them have been interrupted. */
  mark(): WaitsMark {
    return new Map(this.interrupted);
  }

  /** The world is frozen: what each thread waits in, and how long it still has to. */
  left(): unknown {
    const now = this.clock.now();
    const leftOf = (due: bigint): bigint => (due === never ? never : due - now);
    return new Map(
      [...this.interrupted].map(([thread, { due, ...wait }]) => [
        thread,
        { ...wait, left: leftOf(due) },
      ]),
    );
  }

  comeBackTo(mark: WaitsMark): void {
    this.clear();
    this.interrupted = new Map(mark);
  }

  clear(): void {
    for (const thread of this.standing.keys()) this.forget(thread);
    this.interrupted.clear();
  }

  private begin(thread: Thread, wait: Wait): void {
    const { call, asMade } = wait;
    const changed = asMade.copy();
    if (call.sleeps === true) {
      changed.set('origRax', nr.pause);
      thread.pausesFor = asMade.number('origRax');
    } else changed.set(call.limit, call.unit === 'ms' ? -1 : 0);
    this.run(thread, wait, changed);
  }

  /** A point in time that has passed: it must have for the kernel as well. */
  private isOver(call: TimedCall, thread: Thread, asMade: Registers): void {
    if (call.sleeps === true) {
      thread.setRegisters(answered(asMade, 0));
      thread.resume();
      return;
    }
    const begun = toTimespec(0n);
    const at = belowStack(asMade, begun.length);
    const changed = asMade.copy().set(call.limit, at);
    const due = this.clock.now();
    if (!writeMemory(thread.tid, at, begun)) thread.resume();
    else this.run(thread, { call, asMade, due }, changed);
  }

  private run(thread: Thread, wait: Wait, changed: Registers): void {
    this.standing.set(thread, wait);
    thread.setRegisters(changed);
    thread.resume('syscall');
  }

  private writeLeft(thread: Thread, { call: stoodIn, asMade, due, isDelay }: Wait): void {
    const call = (isDelay && timedCall(asMade.number('origRax'))) ?? stoodIn;
    if (!isPoint(call, asMade)) writeLeft(call, thread, asMade, due - this.clock.now());
  }

  private forget(thread: Thread): void {
    this.standing.delete(thread);
    thread.pausesFor = undefined;
  }
}

/** What a delay is to the thread that is delayed: a sleep. */
const delay: TimedCall = { limit: 'rdi', unit: 'timespec', result: 0, sleeps: true };

/** As an interrupted call that is delayed, or is to be made again as it was. */
function resultOf({ call, asMade, isDelay }: Wait, result: number): number {
  if (isDelay === true) return restartOf(asMade);
  return isEndedBySignal(call, result) ? restartUnlessHandled : result;
}

/** The kernel must make the very same call again, and not go on with it without its limit. */
function isEndedBySignal(call: TimedCall, result: number): boolean {
  return result === restartBlock || (result === restart && call.endsBySignal === true);
}
