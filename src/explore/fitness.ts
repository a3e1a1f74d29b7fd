import { callSite } from '../model/call-site.js';
import type { ModuleEdges } from '../model/edges.js';
import type { Run } from '../model/run.js';

/** A new way to end is rarer than a new call, and worth more. */
const worthOfVerdict = 4;

/** What a run brought that no run before it had: calls, ways to end, and edges of its code. */
export class Fitness {
  private readonly sites = new Set<string>();
  private readonly verdicts = new Set<string>();

  of({ points, verdict, opened = [] }: Run): number {
    const sites = new Set(points.map(callSite));
    const newSites = [...sites].filter((site) => !this.sites.has(site));
    const isNewEnd = !this.verdicts.has(verdict.kind);
    for (const site of newSites) this.sites.add(site);
    this.verdicts.add(verdict.kind);
    return newSites.length + (isNewEnd ? worthOfVerdict : 0) + worthOf(opened);
  }
}

/**
 * A function that is entered opens many edges at once, and one edge may be a check that is met for
 * the first time: each doubling is worth a call.
 */
function worthOf(opened: readonly ModuleEdges[]): number {
  return Math.log2(1 + opened.reduce((sum, { reached }) => sum + reached.length, 0));
}
