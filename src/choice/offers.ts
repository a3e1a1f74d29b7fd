import type { Asked } from '../model/choice-point.js';
import { ok, outcomeId, parseOutcomeId, type Outcome } from '../model/outcome.js';
import type { FaultRule, FaultSettings } from '../model/settings.js';
import { present } from '../support/assert.js';
import type { CallGroup } from './call.js';
import { namedCandidates, presetCandidates, type Candidate } from './outcomes.js';
import { lasting, requestKey, requestsOf, type Request } from './requests.js';
import type { Situation } from './situation.js';
import { presetsOf } from './waits.js';

/** What may happen at a call, `ok` first, and what became of each request there. */
interface Offer {
  readonly outcomes: readonly Outcome[];
  readonly asked: readonly Asked[];
}

interface Considered {
  readonly request: Request;
  readonly outcome: Outcome;
  readonly against?: string | undefined;
}

/** Says for a call which of the requested outcomes can happen there. */
export class Offers {
  private readonly numbers: ReadonlyMap<string, number>;

  constructor(private readonly faults: FaultSettings) {
    this.numbers = new Map(requestsOf(faults).map((one, number) => [requestKey(one), number]));
  }

  /** @param matching positions of the rules that match */
  at(group: CallGroup, situation: Situation, matching: readonly number[]): Offer {
    const { rules } = this.faults;
    const all =
      rules.length === 0
        ? this.byPresets(group, situation)
        : matching.flatMap((at) => this.byRule(at, group, situation));
    const possible = all.filter(({ against }) => against === undefined);
    return {
      outcomes: [ok, ...distinct(possible.map(({ outcome }) => outcome))],
      asked: all.map((one) => this.numbered(one)),
    };
  }

  private byPresets(group: CallGroup, situation: Situation, rule?: number): readonly Considered[] {
    const { persistence, rules } = this.faults;
    const one = rule === undefined ? undefined : rules[rule];
    const often = one?.persistence ?? persistence;
    const presets = presetsOf(one ?? {}, this.faults.presets);
    return presetCandidates(presets, group, situation).map((candidate) =>
      considered(candidate, lasting(candidate.outcome, often), candidate.call, rule),
    );
  }

  private byRule(at: number, group: CallGroup, situation: Situation): readonly Considered[] {
    const { rules, persistence } = this.faults;
    const rule: FaultRule = present(rules[at], 'a rule that matched');
    if (rule.outcomes === undefined) return this.byPresets(group, situation, at);
    const often = rule.persistence ?? persistence;
    const candidates = namedCandidates(rule.outcomes, group, situation);
    const known = new Set(candidates.map(({ outcome }) => outcomeId(outcome)));
    const unknown = rule.outcomes.flatMap((id) =>
      known.has(id) ? [] : (parseOutcomeId(id) ?? []),
    );
    const others = unknown.map((outcome) => ({ outcome, against: 'such a call cannot have it' }));
    return [...candidates, ...others].map((candidate) =>
      considered(candidate, lasting(candidate.outcome, often), rule.call, at),
    );
  }

  private numbered({ request, against }: Considered): Asked {
    const number = present(this.numbers.get(requestKey(request)), 'a request that was made');
    return { request: number, ...(against === undefined ? {} : { against }) };
  }
}

function considered(
  { against }: Pick<Candidate, 'against'>,
  outcome: Outcome,
  call: string | undefined,
  rule: number | undefined,
): Considered {
  const request = {
    outcome: outcomeId(outcome),
    ...(call === undefined ? {} : { call }),
    ...(rule === undefined ? {} : { rule }),
  };
  return { request, outcome, against };
}

function distinct(outcomes: readonly Outcome[]): readonly Outcome[] {
  return [...new Map(outcomes.map((outcome) => [outcomeId(outcome), outcome])).values()];
}
