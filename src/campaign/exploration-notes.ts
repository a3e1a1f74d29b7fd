import type { ExploreRequest } from './requests.js';

/** What a reader has to know of the surroundings, before anything else. */
export function notesOf({ settings }: ExploreRequest): readonly string[] {
  // What a machine runs sees nothing of this one.
  if (settings.engine === 'qemu')
    return ['qemu: random bytes and ports repeat only with the same booted machine in the cache'];
  if (settings.sealed) return [];
  return ['unsealed: the programs used the real files, network and process ids of this machine'];
}
