import type { ChoicePoint } from '../model/choice-point.js';
import { outcomeId } from '../model/outcome.js';
import { pathKey, type Mark } from '../model/path.js';
import type { Run } from '../model/run.js';
import { SiteLog } from './site-log.js';
import type { Alternatives, Strategy } from './strategy.js';
import { Yields, type Yield } from './yields.js';

interface Entry {
  readonly mark: Mark;
  readonly features: readonly Yield[];
}

/**
 * Where runs reached new edges of the program's control flow, there is more to be found: a path
 * is worth what runs with the same call site, with the same outcome of the same call, and from
 * the same run on have opened on average. Of equal ones the path with the fewest faults goes
 * first, then the one that was found first.
 */
export class CoverageGuided implements Strategy {
  private readonly frontier: Entry[] = [];
  private readonly yields = new Yields();
  private readonly sites = new SiteLog();

  next(): Mark | undefined {
    const best = this.frontier.reduce<Entry | undefined>(better, undefined);
    if (best !== undefined) this.frontier.splice(this.frontier.indexOf(best), 1);
    return best?.mark;
  }

  choose(point: ChoicePoint, alternatives: Alternatives): Mark {
    const [current, ...others] = alternatives;
    const site = this.sites.note(point);
    const run = pathKey(current.path);
    for (const mark of others) {
      const features = this.yields.of(site, outcomeId(mark.outcome), run);
      this.frontier.push({ mark, features });
    }
    return current;
  }

  /** What the fault-free run reached says nothing of where faults lead. */
  observe({ path, opened = [] }: Run): void {
    const last = this.sites.faults(path).at(-1);
    if (last === undefined) return;
    const edges = opened.reduce((sum, { reached }) => sum + reached.length, 0);
    const features = this.yields.of(last.site, last.outcome, pathKey(path.slice(0, -1)));
    for (const feature of [...features, this.yields.ofRun(pathKey(path))]) feature.add(edges);
  }
}

function better(best: Entry | undefined, entry: Entry): Entry {
  if (best === undefined) return entry;
  const gain = worth(entry) - worth(best);
  if (gain !== 0) return gain > 0 ? entry : best;
  return entry.mark.path.length < best.mark.path.length ? entry : best;
}

function worth({ mark, features }: Entry): number {
  const edges = features.reduce((sum, feature) => sum + feature.expected, 0);
  return edges / (mark.path.length + 1);
}
