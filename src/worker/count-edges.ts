import type { Settings } from '../model/settings.js';

/** Whether the search is led by what the SUT's counters say, or they are wanted themselves. */
export function readsCounters({ strategy, coverage }: Settings): boolean {
  return coverage === true || strategy === 'coverage-guided' || strategy === 'evolutionary';
}

/** Below /tmp, which is the world's own and empty when a run begins; `%p` is the process. */
const directory = '/tmp/chokepoint-gcov/%p';

/**
 * At its end a program of gcc adds to its counters what it finds in the files of earlier runs,
 * beside its object files (libgcov, merge_one_data): then everything that any test has ever
 * reached would count as reached. So it is told to look elsewhere, each process in another place.
 * One of clang does the same where its file's name says so (compiler-rt, `%m`), and needs no file.
 */
export function withOwnCounterFiles(settings: Settings): Settings {
  if (!readsCounters(settings) || !settings.sealed) return settings;
  const { sut } = settings;
  const env = { GCOV_PREFIX: directory, ...sut.env, LLVM_PROFILE_FILE: '/dev/null' };
  return { ...settings, sut: { ...sut, env } };
}
