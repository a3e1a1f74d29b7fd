import { nr } from '../../abi/syscalls.js';
import type { Delay } from '../../model/consequence.js';
import { willRestart } from '../../tracer/override.js';
import { callAgain, isSameCall, type Registers } from '../../tracer/registers.js';
import type { Thread } from '../../tracer/tracee.js';
import { restartOf, restartUnlessHandled } from '../restarts.js';
import { timeLimitOf } from '../stall.js';
import { givenUp } from './sockets/given-up.js';
import type { DelayEnd } from './time-keeper.js';
import { writeLeft } from './waits/answer.js';
import { timedCall } from './waits/timed-call.js';

/** Longer delays would be real waiting: what they lead to is found where time is virtual. */
const longestMs = 1000;
const forEver = -1;
const most = 0x7fff_ffff;

interface RealDelay {
  readonly asMade: Registers;
  readonly leftMs: number;
  readonly since: number;
}

/** Delays by the kernel's clock: the thread waits in poll(2) without descriptors. */
export class RealDelays {
  private readonly standing = new Map<Thread, RealDelay>();
  private interrupted = new Map<Thread, RealDelay>();

  begin(thread: Thread, asMade: Registers, delay: Delay): DelayEnd | 'at-once' {
    const call = asMade.number('origRax');
    const ownMs = Number(timeLimitOf(thread.tid, call, asMade.int('rdi'))) / 1000;
    const wanted = 'forEver' in delay ? Infinity : delay.ms;
    const isGivenUp = ownMs > 0 && ownMs <= wanted;
    const isTooLong = wanted > longestMs && wanted < Infinity && !('inFull' in delay);
    if (!isGivenUp && isTooLong) return 'at-once';
    const leftMs = isGivenUp ? Math.ceil(ownMs) : wanted < Infinity ? wanted : forEver;
    this.wait(thread, { asMade, leftMs, since: performance.now() });
    return { givesUpWith: isGivenUp ? givenUp(call) : undefined };
  }

  goesOn(thread: Thread, registers: Registers): boolean {
    const before = this.interrupted.get(thread);
    this.interrupted.delete(thread);
    if (before === undefined || !isSameCall(before.asMade, registers)) return false;
    this.wait(thread, { ...before, since: performance.now() });
    return true;
  }

  /** A handler is about to run, and the call that was delayed fails. */
  isOver(thread: Thread): void {
    const delay = this.interrupted.get(thread);
    const registers = thread.registers();
    if (delay === undefined || registers === 'died') return;
    if (registers.signed('rax') !== restartUnlessHandled) return;
    this.interrupted.delete(thread);
    const call = timedCall(delay.asMade.number('origRax'));
    if (call !== undefined)
      writeLeft(call, thread, delay.asMade, BigInt(Math.round(delay.leftMs * 1e6)));
  }

  returned(thread: Thread): boolean {
    const delay = this.standing.get(thread);
    if (delay === undefined) return false;
    this.forget(thread);
    const now = thread.registers();
    if (now === 'died') return true;
    const { asMade, leftMs, since } = delay;
    if (willRestart(now.signed('rax'))) {
      const passed = leftMs === forEver ? 0 : performance.now() - since;
      const left = leftMs === forEver ? forEver : Math.max(0, leftMs - passed);
      this.interrupted.set(thread, { ...delay, leftMs: left });
      thread.setRegisters(asMade.copy().set('rax', restartOf(asMade)));
    } else thread.setRegisters(callAgain(asMade));
    return true;
  }

  mark(): ReadonlyMap<Thread, RealDelay> {
    return new Map(this.interrupted);
  }

  comeBackTo(mark: ReadonlyMap<Thread, RealDelay>): void {
    this.clear();
    this.interrupted = new Map(mark);
  }

  clear(): void {
    for (const thread of this.standing.keys()) this.forget(thread);
    this.interrupted.clear();
  }

  private wait(thread: Thread, delay: RealDelay): void {
    const { asMade, leftMs } = delay;
    this.standing.set(thread, delay);
    const changed = asMade.copy().set('origRax', nr.poll).set('rdi', 0).set('rsi', 0);
    thread.setRegisters(changed.set('rdx', Math.min(Math.ceil(leftMs), most)));
    thread.resume('syscall');
  }

  private forget(thread: Thread): void {
    this.standing.delete(thread);
  }
}
