import { nr } from '../../abi/syscalls.js';
import type { Delay } from '../../model/consequence.js';
import { willRestart } from '../../tracer/override.js';
import { callAgain, isSameCall, type Registers } from '../../tracer/registers.js';
import type { Thread } from '../../tracer/tracee.js';
import { restartOf } from '../restarts.js';
import { timeLimitOf } from '../stall.js';
import { givenUp } from './sockets/given-up.js';
import type { DelayEnd } from './time-keeper.js';

/** Longer delays would be real waiting: what they lead to is found where time is virtual. */
const longestMs = 1000;
const forEver = -1;

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
    if (!isGivenUp && wanted > longestMs && wanted < Infinity) return 'at-once';
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
    thread.setRegisters(changed.set('rdx', Math.ceil(leftMs)));
    thread.resume('syscall');
  }

  private forget(thread: Thread): void {
    this.standing.delete(thread);
  }
}
