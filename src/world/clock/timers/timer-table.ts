import type { TracedProcess } from '../../../tracer/tracee.js';
import { settingOf, type Schedule, type Setting } from './schedule.js';
import type { TimerObject } from './timer-object.js';
import { VirtualTimer } from './virtual-timer.js';

interface Next {
  readonly timer: VirtualTimer;
  readonly due: bigint;
}

/** All timers that programs have set, in the order in which they did. */
export class TimerTable {
  private timers = new Map<string, VirtualTimer>();

  constructor(private readonly now: () => bigint) {}

  /** What is left of a timer. @returns undefined where it was never set */
  settingOf(key: string): Setting | undefined {
    const timer = this.timers.get(key);
    timer?.passTime(this.now());
    return timer && settingOf(timer.schedule, this.now());
  }

  find(key: string): VirtualTimer | undefined {
    return this.timers.get(key);
  }

  /** One that is due already goes off at once. @returns what was left of it before */
  set(object: TimerObject, schedule: Schedule): Setting {
    const before = this.settingOf(object.key) ?? { left: 0n, interval: 0n };
    const timer = VirtualTimer.set(object, schedule);
    this.timers.delete(object.key);
    this.timers.set(object.key, timer);
    timer.passTime(this.now());
    return before;
  }

  remove(key: string): void {
    this.timers.delete(key);
  }

  nextDue(among: (process: TracedProcess) => boolean): bigint | undefined {
    return this.first(among)?.due;
  }

  /** Those that wake nobody are counted on. */
  passTo(time: bigint): void {
    for (const timer of this.timers.values()) if (timer.due === undefined) timer.passTime(time);
  }

  /** The first one goes off. */
  fire(time: bigint): void {
    this.first(() => true)?.timer.passTime(time);
  }

  /** What is left of each that somebody has. */
  left(): readonly unknown[] {
    const all = [...this.timers.values()].filter(({ object }) => object.isHeldBy(() => true));
    return all.map(({ object, schedule, missed, overrun }) => {
      const { key, isHeard } = object;
      return { key, isHeard, ...settingOf(schedule, this.now()), missed, overrun };
    });
  }

  mark(): readonly VirtualTimer[] {
    return [...this.timers.values()].map((timer) => timer.copy());
  }

  comeBackTo(mark: readonly VirtualTimer[]): void {
    this.timers = new Map(mark.map((timer) => [timer.object.key, timer.copy()]));
  }

  /** Those that nobody has are forgotten: one on its way in a message, too. */
  private first(among: (process: TracedProcess) => boolean): Next | undefined {
    let next: Next | undefined;
    for (const [key, timer] of this.timers) {
      const { object, due } = timer;
      if (due === undefined || (next !== undefined && next.due <= due)) continue;
      if (object.isHeldBy(among)) next = { timer, due };
      else if (!object.isHeldBy(() => true)) this.timers.delete(key);
    }
    return next;
  }
}
