import { noTimer, sendTimerSignal } from '../../../kernel/timer-signal.js';
import type { TracedProcess } from '../../../tracer/tracee.js';
import { hearsOf, isAtDoor } from './signal-state.js';
import { isAlive, type TimerObject } from './timer-object.js';

const sigalrm = 14;

/** The timer of alarm(2) and setitimer(2) that goes by real time; a process has one. */
export class Alarm implements TimerObject {
  readonly key: string;
  readonly isHeard = true;

  constructor(private readonly process: TracedProcess) {
    this.key = alarmKey(process);
  }

  isHeldBy(among: (process: TracedProcess) => boolean): boolean {
    return isAlive(this.process) && among(this.process);
  }

  expire(_: bigint, isFirst: boolean): void {
    const { process } = this;
    if (isFirst && hearsOf(process, sigalrm))
      sendTimerSignal({ pid: process.pid }, { signal: sigalrm, timer: noTimer, value: 0n });
  }

  isWaiting(): boolean {
    return isAtDoor(this.process, sigalrm) || !hearsOf(this.process, sigalrm);
  }
}

export function alarmKey({ index }: TracedProcess): string {
  return `alarm ${String(index)}`;
}
