import type { Settings } from '../model/settings.js';

/** Whether what the SUT's counters say, if it has any, has a part in the order of the search. */
export function readsCounters({ strategy }: Settings): boolean {
  return strategy === 'coverage-guided' || strategy === 'evolutionary';
}

/** Below /tmp, which is the world's own and empty when a run begins. */
const directory = '/tmp/chokepoint-gcov';

/**
 * At its end a program of gcc adds to its counters what it finds in the files of earlier runs,
 * beside its object files (libgcov, merge_one_data): then everything that any test has ever
 * reached would count as reached. So it is told to look elsewhere.
 */
export function withOwnCounterFiles(settings: Settings): Settings {
  if (!readsCounters(settings) || !settings.sealed) return settings;
  const { sut } = settings;
  return { ...settings, sut: { ...sut, env: { GCOV_PREFIX: directory, ...sut.env } } };
}
