import type { ListedTimer } from '../../../kernel/posix-timer-list.js';
import { sendTimerSignal } from '../../../kernel/timer-signal.js';
import type { Thread, TracedProcess } from '../../../tracer/tracee.js';
import { hearsOf, isAtDoor } from './signal-state.js';
import { isAlive, type TimerObject } from './timer-object.js';

/** A timer of timer_create(2). Neither a child nor a program called by exec has it. */
export class NumberedTimer implements TimerObject {
  readonly key: string;
  readonly isHeard: boolean;
  private readonly thread: Thread | undefined;
  private readonly image: object;

  constructor(
    private readonly process: TracedProcess,
    private readonly timer: ListedTimer,
  ) {
    this.key = numberedKey(process, timer.id);
    this.isHeard = timer.notify !== 'none';
    this.thread = timer.tid === undefined ? undefined : process.threads.get(timer.tid);
    this.image = process.image;
  }

  isHeldBy(among: (process: TracedProcess) => boolean): boolean {
    const { process, image } = this;
    return isAlive(process) && process.image === image && among(process);
  }

  expire(_: bigint, isFirst: boolean): void {
    const { process, thread } = this;
    const { notify, signal, id, value } = this.timer;
    if (notify === 'none' || !isFirst || !hearsOf(process, signal, thread)) return;
    const tid = this.timer.tid === undefined ? {} : { tid: thread?.tid ?? 0 };
    sendTimerSignal({ pid: process.pid, ...tid }, { signal, timer: id, value });
  }

  isWaiting(): boolean {
    const { process, thread } = this;
    const { notify, signal } = this.timer;
    if (notify === 'none') return false;
    return isAtDoor(process, signal, thread) || !hearsOf(process, signal, thread);
  }
}

export function numberedKey({ index }: TracedProcess, id: number): string {
  return `timer ${String(id)} of ${String(index)}`;
}
