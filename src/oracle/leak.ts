import { growsIn, growth, type LeakRounds, type Measure } from '../model/footprint.js';
import type { Termination } from '../model/termination.js';
import type { Leaked, Verdict } from '../model/verdict.js';

/** The rounds that it takes to tell a leak from a cache that is being filled. */
const roundsMin = 3;

const asked: readonly (readonly [Measure, Leaked])[] = [
  ['sockets', 'sockets'],
  ['processes', 'children'],
  ['memoryBytes', 'memory'],
];

/** Does the server hold more each time the faults happen, and not without them? */
export function leak({ rounds }: Termination): Verdict | undefined {
  if (rounds === undefined) return undefined;
  for (const [measure, what] of asked) {
    const perRound = growthByFaults(rounds, measure);
    if (perRound > 0) return { kind: 'leak', what, perRound };
  }
  return undefined;
}

/** What it holds more after each use without any fault. */
export function growsAnyway({ rounds }: Termination): readonly Leaked[] {
  if (rounds === undefined || rounds.calm.length < 2) return [];
  return asked.filter(([measure]) => growsIn(rounds.calm, measure)).map(([, what]) => what);
}

function growthByFaults({ faulted, calm }: LeakRounds, measure: Measure): number {
  if (faulted.length <= roundsMin) return 0;
  const least = Math.min(...growth(faulted, measure));
  const anyway = Math.max(0, ...growth(calm, measure));
  return least > anyway ? least : 0;
}
