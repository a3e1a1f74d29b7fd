import type { Verdict } from '../model/verdict.js';
import { fingerprint } from '../oracle/fingerprint.js';
import type { Share } from '../report/rate-text.js';
import type { Replayed } from './replays.js';

/** What several runs of one path came to: equal verdicts together, the most frequent first. */
export async function sharesOf(
  first: Replayed,
  times: number,
  again: () => Promise<Replayed>,
): Promise<readonly Share[]> {
  const shares = new Map<string, { verdict: Verdict; count: number }>();
  for (let run = 1, replayed = first; ; run += 1, replayed = await again()) {
    const { verdict, sites } = replayed;
    const key = fingerprint(verdict, sites);
    const known = shares.get(key);
    shares.set(key, { verdict: known?.verdict ?? verdict, count: (known?.count ?? 0) + 1 });
    if (run >= times) break;
  }
  return [...shares.values()].sort((a, b) => b.count - a.count);
}
