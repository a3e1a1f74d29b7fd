import { readFdInfo } from '../../../kernel/fdinfo.js';
import { Pidfd } from '../../../kernel/pidfd.js';
import type { Thread, TracedProcess } from '../../../tracer/tracee.js';
import { badAddress, originOf, type TimerAnswer, type TimerCall } from './timer-call.js';
import { fileKey, isTimerFile, TimerFile, timerIdOf } from './timer-file.js';
import { readSetting, scheduleOf, writeSetting } from './timer-value.js';

/** TFD_TIMER_ABSTIME; and TFD_TIMER_CANCEL_ON_SET: nobody sets the world's clock. */
const [absolute, known] = [1, 3];

/** Sets timers of timerfd_create(2). */
export class FileCalls {
  private made = 0;

  constructor(private readonly processes: () => readonly TracedProcess[]) {}

  setTime(call: TimerCall): TimerAnswer {
    const { thread, registers, table } = call;
    const [fd, flags] = [registers.int('rdi'), registers.int('rsi')];
    const wanted = readSetting(thread, registers.number('rdx'), 'itimerspec');
    if (wanted === undefined || (flags & ~known) !== 0) return undefined;
    const timer = this.claim(thread, fd);
    if (timer === undefined) return undefined;
    const reference = (flags & absolute) === 0 ? 'now' : 'clock';
    const origin = originOf(call, clockOf(thread, fd), reference);
    const before = table.set(timer, scheduleOf(wanted, origin));
    const old = registers.number('r10');
    return old === 0 || writeSetting(thread, old, before, 'itimerspec') ? 0 : badAddress;
  }

  private claim(thread: Thread, fd: number): TimerFile | undefined {
    if (!isTimerFile(thread.tid, fd)) return undefined;
    using pidfd = Pidfd.open(thread.tid);
    const taken = pidfd?.take(fd);
    if (taken === undefined || typeof taken === 'string') return undefined;
    using copy = taken;
    const id = timerIdOf(thread.tid, fd) ?? (this.made += 1);
    const timer = new TimerFile(id, this.processes);
    return timer.claim(copy) ? timer : undefined;
  }
}

/** Of one that was never set the kernel knows as much. */
export function getFileTime({ thread, registers, table }: TimerCall): TimerAnswer {
  const id = timerIdOf(thread.tid, registers.int('rdi'));
  const now = id === undefined ? undefined : table.settingOf(fileKey(id));
  if (now === undefined) return undefined;
  return writeSetting(thread, registers.number('rsi'), now, 'itimerspec') ? 0 : badAddress;
}

function clockOf({ tid }: Thread, fd: number): number {
  return Number(/^clockid:\s*(\d+)/m.exec(readFdInfo(tid, fd)?.text ?? '')?.[1] ?? 0);
}
