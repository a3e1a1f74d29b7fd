import { callSite } from '../model/call-site.js';
import type { ChoicePoint } from '../model/choice-point.js';
import { ok, outcomeId, type Outcome } from '../model/outcome.js';
import type { Walk } from './walk.js';

/**
 * Which faults are alike: the same outcome at the same call site, after the same outcomes at the
 * same call sites. The program came there on the same way once more, round a loop most often.
 */
export class Alike {
  private readonly seen = new Set<string>();

  /** @param requests outcomes that were asked for, by the numbers that choice points know */
  constructor(private readonly requests: readonly string[]) {}

  has(walk: Walk, point: ChoicePoint, outcome: Outcome): boolean {
    return this.seen.has(this.key(walk, point, outcome));
  }

  add(walk: Walk, point: ChoicePoint, outcome: Outcome): void {
    this.seen.add(this.key(walk, point, outcome));
  }

  private key({ path, sites }: Walk, point: ChoicePoint, outcome: Outcome): string {
    const before = sites.flatMap((site, at) => this.fault(site, path[at]?.outcome ?? ok));
    return [...before, ...this.fault(point, outcome)].join('\n');
  }

  private fault(point: ChoicePoint, outcome: Outcome): readonly string[] {
    const id = outcomeId(outcome);
    return [`${callSite(point)}=${id}`, ...this.asking(point, id)];
  }

  /** What a rule asks for only here, at the third call say, is no more of the same. */
  private asking({ asked = [] }: ChoicePoint, outcome: string): readonly string[] {
    const asks = asked.filter(({ against }) => against === undefined);
    const meant = asks.filter(({ request }) => this.requests[request] === outcome);
    return meant.map(({ request }) => String(request));
  }
}
