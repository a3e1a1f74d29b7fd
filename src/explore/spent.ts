import { callSite } from '../model/call-site.js';
import { socketOf, type FaultLimits } from './fault-bounds.js';
import type { Walk } from './walk.js';

/** How many faults a path has in all, and where the bounds count them: by call site, by socket. */
export type Spent = ReadonlyMap<string, number>;

const inAll = '';

/** What is counted by no bound is left out: it leaves as much room to one path as to another. */
export function spentBy({ sites }: Walk, limits: FaultLimits): Spent {
  const spent = new Map([[inAll, sites.length]]);
  const add = (key: string): void => void spent.set(key, (spent.get(key) ?? 0) + 1);
  for (const site of sites) {
    if (limits.maxFaultsPerSite !== undefined) add(`site ${callSite(site)}`);
    if (limits.maxFaultsPerSocket !== undefined) add(`socket ${socketOf(site)}`);
  }
  return spent;
}

export function isNoMore(one: Spent, other: Spent): boolean {
  return [...one].every(([key, count]) => count <= (other.get(key) ?? 0));
}
