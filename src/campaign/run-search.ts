import { requestsOf } from '../choice/requests.js';
import { createStrategy } from '../explore/create-strategy.js';
import type { ExplorationEvents, RunOracle } from '../explore/events.js';
import { search } from '../explore/explorer.js';
import type { SearchOptions, SearchResult } from '../explore/search-options.js';
import type { Worlds } from './open-worlds.js';
import type { ExploreRequest } from './requests.js';

/** The search, as the settings want it. */
export async function runSearch(
  { settings, preference }: ExploreRequest,
  worlds: Worlds,
  events: ExplorationEvents,
  oracle: RunOracle,
  known: Pick<SearchOptions, 'recorded' | 'reached'>,
  signal: AbortSignal,
): Promise<SearchResult> {
  return search({
    worlds: worlds.all,
    strategy: createStrategy(settings, preference),
    limits: settings.limits,
    thorough: settings.thorough,
    stopAtFirst: settings.stopAtFirst,
    requests: requestsOf(settings.faults).map(({ outcome }) => outcome),
    oracle,
    events,
    ...known,
    signal,
    now: () => performance.now(),
  });
}
