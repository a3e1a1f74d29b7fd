import type { Settings } from '../model/settings.js';
import { counted } from '../report/quantities.js';
import type { ExploreRequest } from './requests.js';

/** What a reader has to know of the surroundings, before anything else. */
export function notesOf({ settings }: ExploreRequest): readonly string[] {
  // What a machine runs sees nothing of this one.
  if (settings.engine === 'qemu')
    return ['qemu: random bytes and ports repeat only with the same booted machine in the cache'];
  if (settings.sealed) return [];
  return ['unsealed: the programs used the real files, network and process ids of this machine'];
}

/** "No defect" must not hide that a program ends by what nobody has thought of. */
export function exceptionNotes(runs: number, { oracle }: Pick<Settings, 'oracle'>): string[] {
  if (runs === 0 || oracle.failureIsDefect) return [];
  const meaning = 'which is a defect only with --fail-on-failure';
  return [`${counted(runs, 'run')} failed with the trace of an exception or a panic, ${meaning}`];
}
