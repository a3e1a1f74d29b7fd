import { descriptorWaits, nr } from '../abi/syscalls.js';
import type { StoppedCall } from '../kernel/call-condition.js';
import { alarmCalls } from './alarms.js';
import { Chance } from './chance/chance.js';
import { VirtualTime } from './clock/virtual-time.js';
import { WorldClock } from './clock/world-clock.js';
import { countedCalls } from './edge-watch.js';
import type { ExecutionParts } from './execution-parts.js';
import { notedCalls } from './noted-calls.js';
import { pathCalls } from './path-calls.js';

export interface WatchedCalls {
  readonly sut: readonly StoppedCall[];
  readonly others: readonly StoppedCall[];
}

/**
 * The calls at which programs are stopped: the SUT for choices; all to know of their alarms,
 * to give them the same random bytes and addresses in each run, and for the sake of rewinding, or
 * to know which files they look for. Asked anew for every program: a run may be recorded.
 */
export function watchedBy(parts: ExecutionParts): () => WatchedCalls {
  const { watchedCalls, keepsEnded, lookups, settings, readsCounters, recorder } = parts;
  const isVirtual = settings.time === 'virtual';
  const rewound = keepsEnded
    ? [nr.exit_group, nr.getppid, ...notedCalls, ...(isVirtual ? [] : WorldClock.watchedCalls)]
    : [];
  const named = lookups === undefined ? [] : pathCalls;
  const timed = isVirtual ? VirtualTime.watchedCalls : [];
  const others = [...alarmCalls, ...Chance.watchedCalls, ...rewound, ...timed, ...named];
  const counted = readsCounters ? countedCalls : [];
  // Of several answers for one call the first counts: all waits, not only those for limited time.
  const asked = watchedCalls.map((call) =>
    descriptorWaits.has(call) ? ({ call, always: true } as const) : call,
  );
  // What the SUT leaves behind can be looked at before it ends.
  const ends = keepsEnded ? [] : [nr.exit_group];
  return () => {
    const recorded = recorder?.calls ?? [];
    const sut = [...asked, ...ends, ...recorded, ...others, ...counted];
    return { sut, others: [...recorded, ...others] };
  };
}
