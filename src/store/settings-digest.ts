import { createHash } from 'node:crypto';
import type { ProgramSettings, Settings } from '../model/settings.js';
import { stableJson } from './stable-json.js';

/**
 * 8 hex digits that are equal for settings under which a path means the same: the programs, how
 * a server is stopped, the faults, the seal, the seed and whose time it is. What only says how
 * far, how fast or in which order to explore, or what counts as a defect, may change between a run
 * and its replay; and so may the place of the checkout and the caller's environment: a token of
 * one machine is good on another. The moment at which runs begin stands in the token itself.
 */
export function settingsDigest(settings: Settings): string {
  const { sut, peers, drivers, probes, stop, sealed, dns, seed, time } = settings;
  const programs = [sut, ...peers, ...drivers, ...probes].map(meaningOf);
  const faults = meaningOfFaults(settings.faults);
  const meaning = stableJson({ programs, stop, faults, sealed, dns, seed, time });
  return createHash('sha256').update(meaning).digest('hex').slice(0, 8);
}

/** What is as it always was goes without saying: older tokens are still good. */
function meaningOfFaults({ presets, rules, bare, persistence }: Settings['faults']): unknown {
  return {
    preset: presets.join(','),
    rules,
    ...(bare ? { bare } : {}),
    ...(persistence === 'once' ? {} : { persistence }),
  };
}

function meaningOf({ role, name, argv, envChanges, uid, ready }: ProgramSettings): unknown {
  return { role, name, argv, envChanges, uid: uid ?? null, ready };
}
