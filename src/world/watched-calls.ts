import { nr } from '../abi/syscalls.js';
import { alarmCalls } from './alarms.js';
import { WorldClock } from './clock/world-clock.js';
import type { ExecutionParts } from './execution-parts.js';
import { notedCalls } from './noted-calls.js';
import { pathCalls } from './path-calls.js';

/**
 * The calls at which programs are stopped: the SUT for choices; all to know of their alarms, and
 * for the sake of rewinding, or to know which files they look for.
 */
export function watchedBy({ watchedCalls, keepsEnded, onPath }: ExecutionParts): {
  readonly sut: readonly number[];
  readonly others: readonly number[];
} {
  const rewound = keepsEnded
    ? [nr.exit_group, nr.getppid, ...notedCalls, ...WorldClock.watchedCalls]
    : [];
  const others = [...alarmCalls, ...rewound, ...(onPath === undefined ? [] : pathCalls)];
  return { sut: [...watchedCalls, ...others], others };
}
