import type { TracedProcess } from '../../../tracer/tracee.js';
import type { FrozenWorld } from '../frozen-world.js';
import { refuse } from '../refusal.js';
import { posixTimers, setPosixTimers, type PosixTimer } from './posix-timers.js';

/** ITIMER_REAL, which alarm(2) sets too, ITIMER_VIRTUAL, ITIMER_PROF. */
const intervalTimers = [0, 1, 2] as const;
const settingBytes = 32;
const none = Buffer.alloc(settingBytes);

/** What is left of a process's timers. It is asked only when it has ever set one. */
export class SavedTimers {
  private constructor(
    private readonly process: TracedProcess,
    private readonly intervals: readonly Buffer[],
    private readonly timers: readonly PosixTimer[],
  ) {}

  static capture(process: TracedProcess, world: FrozenWorld): SavedTimers {
    if (process.changes.of('timers') === 0)
      return new SavedTimers(
        process,
        intervalTimers.map(() => none),
        [],
      );
    const hands = world.hands(process);
    const intervals = intervalTimers.map((which) => {
      if (hands.call('getitimer', which, Buffer.alloc(settingBytes)) < 0)
        refuse('an interval timer that cannot be read');
      return hands.read(0, settingBytes);
    });
    return new SavedTimers(process, intervals, posixTimers(process, world));
  }

  restore(world: FrozenWorld): void {
    const { process } = this;
    const isNeeded = this.timers.length > 0 || this.intervals.some((left) => !left.equals(none));
    if (process.changes.of('timers') === 0 && !isNeeded) return;
    const hands = world.hands(process);
    this.intervals.forEach((left, which) => {
      if (hands.call('setitimer', which, left, 0) < 0) refuse('an interval timer');
    });
    setPosixTimers(process, this.timers, world);
  }
}
