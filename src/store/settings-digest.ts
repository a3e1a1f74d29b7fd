import { createHash } from 'node:crypto';
import type { Settings } from '../model/settings.js';
import { stableJson } from './stable-json.js';

/**
 * 8 hex digits that are equal for settings under which a path means the same: the programs, how
 * a server is stopped, the faults and the seal. What only says how far, how fast or in which
 * order to explore, or what counts as a defect, may change between a run and its replay.
 */
export function settingsDigest(settings: Settings): string {
  const { sut, peers, drivers, stop, faults, sealed } = settings;
  const meaning = stableJson({ sut, peers, drivers, stop, faults, sealed });
  return createHash('sha256').update(meaning).digest('hex').slice(0, 8);
}
