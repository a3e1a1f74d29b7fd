import { nr } from '../../../abi/syscalls.js';
import { listTimers } from '../../../kernel/posix-timer-list.js';
import { NumberedTimer, numberedKey } from './numbered-timer.js';
import { badAddress, originOf, type TimerAnswer, type TimerCall } from './timer-call.js';
import { readSetting, scheduleOf, writeSetting } from './timer-value.js';

const absolute = 1; // TIMER_ABSTIME
/** CLOCK_PROCESS_CPUTIME_ID, CLOCK_THREAD_CPUTIME_ID. */
const ofProcessor: ReadonlySet<number> = new Set([2, 3]);
/** As a number that the program gets as int (DELAYTIMER_MAX). */
const most = 0x7fff_ffffn;

export const numberedAnswers: readonly (readonly [number, (call: TimerCall) => TimerAnswer])[] = [
  [nr.timer_settime, setTime],
  [nr.timer_gettime, getTime],
  [nr.timer_getoverrun, getOverrun],
  [nr.timer_delete, forget],
];

function setTime(call: TimerCall): TimerAnswer {
  const { thread, registers, table } = call;
  const [at, old] = [registers.number('rdx'), registers.number('r10')];
  const timers = listTimers(thread.tid) ?? [];
  const timer = timers.find(({ id }) => id === registers.int('rdi'));
  if (timer === undefined || ofProcessor.has(timer.clock) || timer.clock < 0) return undefined;
  const wanted = readSetting(thread, at, 'itimerspec');
  if (wanted === undefined) return undefined;
  const reference = (registers.int('rsi') & absolute) === 0 ? 'now' : 'clock';
  const origin = originOf(call, timer.clock, reference);
  const before = table.set(new NumberedTimer(thread.process, timer), scheduleOf(wanted, origin));
  return old === 0 || writeSetting(thread, old, before, 'itimerspec') ? 0 : badAddress;
}

/** Of one that was never set the kernel knows as much. */
function getTime({ thread, registers, table }: TimerCall): TimerAnswer {
  const now = table.settingOf(keyOf(thread, registers));
  if (now === undefined) return undefined;
  return writeSetting(thread, registers.number('rsi'), now, 'itimerspec') ? 0 : badAddress;
}

function getOverrun({ thread, registers, table }: TimerCall): TimerAnswer {
  const overrun = table.find(keyOf(thread, registers))?.overrun;
  return overrun === undefined ? undefined : Number(overrun < most ? overrun : most);
}

/** The kernel deletes it, too. */
function forget({ thread, registers, table }: TimerCall): TimerAnswer {
  table.remove(keyOf(thread, registers));
  return undefined;
}

function keyOf({ process }: TimerCall['thread'], registers: TimerCall['registers']): string {
  return numberedKey(process, registers.int('rdi'));
}
