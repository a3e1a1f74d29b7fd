import { passTime, type Schedule } from './schedule.js';
import type { TimerObject } from './timer-object.js';

/** What of a timer changes with time. */
interface TimerState {
  readonly schedule: Schedule;
  /** Whether it has expired and, when looked at last, nobody had taken note of it. */
  readonly hasExpired: boolean;
  /** How often it has expired once more since then, ... */
  readonly missed: bigint;
  /** ... and how often before the expiry that somebody took note of last. */
  readonly overrun: bigint;
}

/**
 * A timer that a program has set. As in the kernel, one that repeats wakes nobody again before
 * somebody has taken note of it; then it is told how often it would have (timer_getoverrun(2)).
 */
export class VirtualTimer {
  constructor(
    readonly object: TimerObject,
    private state: TimerState,
  ) {}

  static set(object: TimerObject, schedule: Schedule): VirtualTimer {
    return new VirtualTimer(object, { schedule, hasExpired: false, missed: 0n, overrun: 0n });
  }

  get schedule(): Schedule {
    return this.state.schedule;
  }

  /** When it will wake somebody. */
  get due(): bigint | undefined {
    const { due } = this.schedule;
    return due === undefined || !this.object.isHeard || this.isWaiting() ? undefined : due;
  }

  get overrun(): bigint {
    this.isWaiting();
    return this.state.overrun;
  }

  /** How often it has expired besides, when its signal is about to be taken. */
  get missed(): bigint {
    return this.state.missed;
  }

  passTime(until: bigint): void {
    const { times, next } = passTime(this.schedule, until);
    if (times === 0n) return;
    const isFirst = !this.isWaiting();
    const missed = isFirst ? times - 1n : this.state.missed + times;
    this.state = { ...this.state, schedule: next, hasExpired: true, missed };
    this.object.expire(times, isFirst);
  }

  copy(): VirtualTimer {
    return new VirtualTimer(this.object, this.state);
  }

  private isWaiting(): boolean {
    if (!this.state.hasExpired) return false;
    if (this.object.isWaiting()) return true;
    this.state = { ...this.state, hasExpired: false, overrun: this.state.missed };
    return false;
  }
}
