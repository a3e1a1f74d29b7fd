import type { Run } from '../model/run.js';
import type { Settings } from '../model/settings.js';

/** Runs that were left in a state that was explored have to go on where that is not wanted. */
export function stillMeant(
  recorded: ReadonlyMap<string, Run>,
  { states }: Settings,
): ReadonlyMap<string, Run> {
  if (states.visited) return recorded;
  const isWhole = ({ termination }: Run): boolean => termination.reason.kind !== 'joined';
  return new Map([...recorded].filter(([, run]) => isWhole(run)));
}
