import type { BorrowedThread } from '../../../tracer/borrowed-thread.js';
import type { TracedProcess } from '../../../tracer/tracee.js';
import type { FrozenWorld } from '../frozen-world.js';
import { refuse } from '../refusal.js';
import { timerNumbers, timersOf, type TimerPlan } from './timer-list.js';

export interface PosixTimer extends TimerPlan {
  /** struct itimerspec: the interval, and what is left. */
  readonly setting: Buffer;
}

const settingBytes = 32;
const restoreIds = 77; // PR_TIMER_CREATE_RESTORE_IDS, Linux 6.15
const [off, on] = [0, 1];

export function posixTimers(process: TracedProcess, world: FrozenWorld): readonly PosixTimer[] {
  return timersOf(process).map((plan) => {
    const hands = world.hands(process);
    if (hands.call('timer_gettime', plan.id, Buffer.alloc(settingBytes)) < 0)
      refuse('a timer that cannot be read');
    return { ...plan, setting: hands.read(0, settingBytes) };
  });
}

export function setPosixTimers(
  process: TracedProcess,
  then: readonly PosixTimer[],
  world: FrozenWorld,
): void {
  const now = timerNumbers(process);
  if (now.length + then.length === 0) return;
  const hands = world.hands(process);
  // One for a thread that is gone would not know the thread that is made in its place.
  const kept = now.filter((timer) => timer.isHeard && then.some(({ id }) => id === timer.id));
  for (const timer of now) if (!kept.includes(timer)) hands.call('timer_delete', timer.id);
  for (const timer of then) {
    if (!kept.some(({ id }) => id === timer.id)) makeAgain(timer, hands);
    if (hands.call('timer_settime', timer.id, 0, timer.setting, 0) < 0)
      refuse('a timer that cannot be set');
  }
}

/** With the number that the program knows it by. */
function makeAgain({ id, clock, event }: PosixTimer, hands: BorrowedThread): void {
  if (clock < 0) refuse('a timer of processor time that was deleted');
  if (hands.call('prctl', restoreIds, on, 0, 0, 0) < 0) refuse('a timer that was deleted');
  const number = Buffer.alloc(8);
  number.writeInt32LE(id, 0);
  const made = hands.call('timer_create', clock, event, number);
  hands.call('prctl', restoreIds, off, 0, 0, 0);
  if (made < 0) refuse('a timer that was deleted');
}
