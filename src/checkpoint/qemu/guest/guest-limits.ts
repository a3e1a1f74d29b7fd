import type { Limits } from '../../../model/settings.js';
import type { EndReason } from '../../../model/termination.js';
import type { Tick } from './tick.js';

/**
 * An instruction of the guest counts two nanoseconds, which real processors take for ten: a
 * program that computes gets as far as it would in the time that is allowed, and not five times.
 */
const slowness = 4;

/** What a machine is given beyond the limits of its run, which the run inside watches itself. */
export const spareMs = 30_000;

/**
 * @param realMs what the run has taken, outside
 * @returns the limit of a run that has been reached
 */
export function limitReached(limits: Limits, tick: Tick, realMs: number): EndReason | undefined {
  const { cpuMs, wallMs, outputBytes } = limits;
  if (tick.cpuMs * slowness >= cpuMs) return { kind: 'cpu-limit', limitMs: cpuMs };
  const largest = Math.max(0, ...[...tick.outputs.values()].flat());
  if (largest >= outputBytes) return { kind: 'output-limit', limitBytes: outputBytes };
  if (realMs >= wallMs) return { kind: 'wall-limit', limitMs: wallMs };
  return undefined;
}
