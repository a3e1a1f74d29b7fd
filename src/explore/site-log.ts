import { callSite } from '../model/call-site.js';
import type { ChoicePoint } from '../model/choice-point.js';
import { outcomeId } from '../model/outcome.js';
import type { Path } from '../model/path.js';
import type { FaultAtSite } from '../model/strategy-function.js';

/** Which call site an id stands for: paths name choice points by id only. */
export class SiteLog {
  private readonly sites = new Map<string, string>();

  note(point: ChoicePoint): string {
    const site = callSite(point);
    this.sites.set(point.id, site);
    return site;
  }

  /** The faults of a path at choice points that were noted. */
  faults(path: Path): readonly FaultAtSite[] {
    return path.map(({ at, outcome }) => ({
      site: this.sites.get(at) ?? at,
      outcome: outcomeId(outcome),
    }));
  }
}
