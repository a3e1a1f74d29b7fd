import { nr } from '../abi/syscalls.js';
import { WorldClock } from './clock/world-clock.js';
import type { ExecutionParts } from './execution-parts.js';
import { notedCalls } from './noted-calls.js';
import { alarmCalls } from './stall.js';

/** The calls at which programs are stopped: the SUT for choices, all for the sake of rewinding. */
export function watchedBy({ watchedCalls, keepsEnded }: ExecutionParts): {
  readonly sut: readonly number[];
  readonly others: readonly number[];
} {
  const others = keepsEnded
    ? [nr.exit_group, nr.getppid, ...notedCalls, ...WorldClock.watchedCalls]
    : [];
  return { sut: [...watchedCalls, ...alarmCalls, ...others], others };
}
