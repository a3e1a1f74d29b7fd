import type { FaultAtSite } from '../model/strategy-function.js';
import { tournament, type Dice } from './dice.js';

/** What a path has to pass on: its faults. */
type Genes = ReadonlySet<string>;

const none: Genes = new Set();

/** Paths that brought something new, whether there is anything left to do below them or not. */
export class Elders {
  private readonly members: { readonly genes: Genes; readonly fitness: number }[] = [];

  add(faults: readonly FaultAtSite[], fitness: number): void {
    if (faults.length > 0) this.members.push({ genes: new Set(faults.map(geneOf)), fitness });
  }

  /** The faults of one of the fitter ones. */
  fit(dice: Dice): Genes {
    return this.members[tournament(dice, this.members)]?.genes ?? none;
  }
}

/** The same fault at the same call site is the same gene, however often the site is met. */
export function geneOf({ site, outcome }: FaultAtSite): string {
  return `${site}=${outcome}`;
}
