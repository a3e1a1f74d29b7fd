import { nr } from '../../../abi/syscalls.js';
import { Alarm, alarmKey } from './alarm.js';
import { badAddress, type TimerAnswer, type TimerCall } from './timer-call.js';
import { readSetting, scheduleOf, writeSetting } from './timer-value.js';

/** ITIMER_REAL; the others count processor time, which is the kernel's. */
const realTime = 0;
const second = 1_000_000_000n;
const none = { left: 0n, interval: 0n };

export const alarmAnswers: readonly (readonly [number, (call: TimerCall) => TimerAnswer])[] = [
  [nr.alarm, setAlarm],
  [nr.setitimer, setTimer],
  [nr.getitimer, getTimer],
];

function setAlarm(call: TimerCall): TimerAnswer {
  const seconds = BigInt(call.registers.int('rdi') >>> 0);
  const { left } = set(call, { left: seconds * second, interval: 0n });
  return Number(wholeSeconds(left));
}

/** Rounded, but never to 0 (alarm_setitimer() in the kernel). */
function wholeSeconds(left: bigint): bigint {
  const rounded = (left + second / 2n) / second;
  return rounded === 0n && left > 0n ? 1n : rounded;
}

/** Without a value it is stopped as well (setitimer(2), BUGS). */
function setTimer(call: TimerCall): TimerAnswer {
  const { thread, registers } = call;
  if (registers.int('rdi') !== realTime) return undefined;
  const [at, old] = [registers.number('rsi'), registers.number('rdx')];
  const wanted = at === 0 ? none : readSetting(thread, at, 'itimerval');
  if (wanted === undefined) return undefined;
  const before = set(call, wanted);
  return old === 0 || writeSetting(thread, old, before, 'itimerval') ? 0 : badAddress;
}

function getTimer({ thread, registers, table }: TimerCall): TimerAnswer {
  if (registers.int('rdi') !== realTime) return undefined;
  const now = table.settingOf(alarmKey(thread.process)) ?? none;
  return writeSetting(thread, registers.number('rsi'), now, 'itimerval') ? 0 : badAddress;
}

function set({ thread, table, clocks }: TimerCall, wanted: typeof none): typeof none {
  return table.set(new Alarm(thread.process), scheduleOf(wanted, clocks.now()));
}
