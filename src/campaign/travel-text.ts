import type { Travel } from '../model/world.js';
import { timesText } from '../report/quantities.js';

/** The reason that came up most often. */
export function leadingReason(refusals: Travel['refusals']): string {
  return byCount(refusals)[0]?.[0] ?? 'no checkpoint could be taken';
}

/** What several worlds did, in one account. */
export function sumOfTravels(travels: readonly Travel[]): Travel {
  const refusals: Record<string, number> = {};
  for (const travel of travels)
    for (const [reason, count] of Object.entries(travel.refusals))
      refusals[reason] = (refusals[reason] ?? 0) + count;
  const sum = (of: (travel: Travel) => number): number =>
    travels.reduce((total, travel) => total + of(travel), 0);
  return {
    rewound: sum(({ rewound }) => rewound),
    reexecuted: sum(({ reexecuted }) => reexecuted),
    savingMs: sum(({ savingMs }) => savingMs),
    rewindingMs: sum(({ rewindingMs }) => rewindingMs),
    checkpointBytes: sum(({ checkpointBytes }) => checkpointBytes),
    refusals,
  };
}

/** What was refused, for the reader of a report. */
export function refusalNotes({ refusals }: Travel): readonly string[] {
  return byCount(refusals).map(
    ([reason, count]) => `not rewound, but executed again: ${reason} (${timesText(count)})`,
  );
}

function byCount(refusals: Travel['refusals']): readonly (readonly [string, number])[] {
  return Object.entries(refusals).sort(([, a], [, b]) => b - a);
}
