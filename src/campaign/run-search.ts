import { requestsOf } from '../choice/requests.js';
import type { ExplorationEvents, RunOracle } from '../explore/events.js';
import { search } from '../explore/explorer.js';
import type { SearchOptions, SearchResult } from '../explore/search-options.js';
import type { Worlds } from './open-worlds.js';
import type { ExploreRequest } from './requests.js';

/** The search, as the settings want it. */
export async function runSearch(
  { settings, shard }: ExploreRequest,
  worlds: Worlds,
  events: ExplorationEvents,
  oracle: RunOracle,
  known: Pick<SearchOptions, 'recorded' | 'reached' | 'strategy'>,
  signal: AbortSignal,
): Promise<SearchResult> {
  return search({
    worlds: worlds.all,
    limits: settings.limits,
    thorough: settings.thorough,
    stopAtFirst: settings.stopAtFirst,
    shard,
    requests: requestsOf(settings.faults).map(({ outcome }) => outcome),
    oracle,
    events,
    ...known,
    signal,
    now: () => performance.now(),
  });
}
