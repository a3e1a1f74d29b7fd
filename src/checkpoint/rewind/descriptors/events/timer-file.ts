import { readTimer, setTimer, type TimerSetting } from '../../../../kernel/event-files.js';
import { readFdInfo } from '../../../../kernel/fdinfo.js';
import { refuse } from '../../refusal.js';
import type { Family, Taken } from '../family.js';

interface State {
  readonly clock: number;
  readonly setting: TimerSetting;
  /** How often it has expired since somebody read it. */
  readonly ticks: bigint;
}

/**
 * Timers of timerfd_create(2). They go on with what was left of them, also those that were set
 * to a time of the clock: the program's clock goes on from the checkpoint as well.
 */
export const timerFile: Family<State> = {
  name: 'timerfd',

  claims: ({ file }) => file.target === 'anon_inode:[timerfd]',

  capture: (taken) => taken.map(captureOne),

  isSame: (saved, { clock }, { file }) =>
    file.target === saved.target && clockOf(file.info.text) === clock,

  makeIn: ({ clock }, hands) => hands.call('timerfd_create', clock, 0),

  restore: (returning) => {
    for (const { saved, copy } of returning)
      if (!setTimer(copy, saved.state.setting, saved.state.ticks))
        refuse('a timerfd that has expired');
  },
};

/** Looking at the time first counts how often a repeating timer has expired meanwhile. */
function captureOne({ file, copy }: Taken): State {
  const clock = clockOf(file.info.text);
  const setting = readTimer(copy);
  // One that is to expire once has not yet. Of others what was read before may have grown old.
  if (setting.left > 0n && setting.interval === 0n) return { clock, setting, ticks: 0n };
  const text = readFdInfo(process.pid, copy)?.text ?? refuse('a descriptor that comes and goes');
  return { clock, setting, ticks: BigInt(/^ticks:\s*(\d+)/m.exec(text)?.[1] ?? '0') };
}

function clockOf(text: string): number {
  return Number(/^clockid:\s*(\d+)/m.exec(text)?.[1]);
}
