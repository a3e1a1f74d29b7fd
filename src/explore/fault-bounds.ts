import { callSite } from '../model/call-site.js';
import type { ChoicePoint } from '../model/choice-point.js';
import type { Limits } from '../model/settings.js';
import type { Walk } from './walk.js';

/** What a path must not have too many of. */
export type FaultLimits = Pick<Limits, 'maxFaults' | 'maxFaultsPerSite' | 'maxFaultsPerSocket'>;

/** Whether the bounds leave room for a fault at this choice point, after those of the walk. */
export function hasRoom({ sites }: Walk, point: ChoicePoint, limits: FaultLimits): boolean {
  const { maxFaults, maxFaultsPerSite = maxFaults, maxFaultsPerSocket = maxFaults } = limits;
  return (
    sites.length < maxFaults &&
    alike(sites, point, callSite) < maxFaultsPerSite &&
    alike(sites, point, socketOf) < maxFaultsPerSocket
  );
}

function alike(
  sites: readonly ChoicePoint[],
  point: ChoicePoint,
  keyOf: (point: ChoicePoint) => string,
): number {
  const key = keyOf(point);
  return sites.filter((site) => keyOf(site) === key).length;
}

/** One that is opened anew in its place, with the same descriptor, is the same to the program. */
export function socketOf({ process, socket }: ChoicePoint): string {
  return `${String(process)}.${String(socket.fd)} ${socket.role}`;
}
