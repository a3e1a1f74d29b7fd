import { nr } from '../abi/syscalls.js';
import { alarmCalls } from './alarms.js';
import { VirtualTime } from './clock/virtual-time.js';
import { WorldClock } from './clock/world-clock.js';
import type { ExecutionParts } from './execution-parts.js';
import { notedCalls } from './noted-calls.js';
import { pathCalls } from './path-calls.js';

/**
 * The calls at which programs are stopped: the SUT for choices; all to know of their alarms, and
 * for the sake of rewinding, or to know which files they look for.
 */
export function watchedBy({ watchedCalls, keepsEnded, onPath, settings }: ExecutionParts): {
  readonly sut: readonly number[];
  readonly others: readonly number[];
} {
  const isVirtual = settings.time === 'virtual';
  const rewound = keepsEnded
    ? [nr.exit_group, nr.getppid, ...notedCalls, ...(isVirtual ? [] : WorldClock.watchedCalls)]
    : [];
  const timed = isVirtual ? VirtualTime.watchedCalls : [];
  const others = [...alarmCalls, ...rewound, ...timed, ...(onPath === undefined ? [] : pathCalls)];
  return { sut: [...watchedCalls, ...others], others };
}
