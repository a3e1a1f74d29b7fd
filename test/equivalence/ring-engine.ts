import type { Settings } from '../../src/model/settings.js';

/**
 * The engine that is compared with `replay`. CHOKEPOINT_RING_ENGINE=replay compares that with
 * itself, which shows whether the programs do the same again at all.
 */
export const ringEngine: Settings['engine'] =
  process.env['CHOKEPOINT_RING_ENGINE'] === 'replay' ? 'replay' : 'rewind';

/** How many of a hundred restores must have put the same processes back, over all programs. */
export const rewoundPercent = ringEngine === 'replay' ? 0 : 90;

/** The seeds to run: 0 to 24, or `CHOKEPOINT_SEEDS=from-to`, both included. */
export function ringSeeds(): readonly number[] {
  const [from = 0, to = from] = (process.env['CHOKEPOINT_SEEDS'] ?? '0-24').split('-').map(Number);
  return Array.from({ length: to - from + 1 }, (_, index) => from + index);
}
