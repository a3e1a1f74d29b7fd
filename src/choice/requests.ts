import { outcomeId, parseOutcomeId, type Outcome } from '../model/outcome.js';
import type { FaultPersistence, FaultRule, FaultSettings } from '../model/settings.js';
import { groupsOf } from './call.js';
import { catalogueCalls } from './catalogue.js';
import { presetRequests } from './presets.js';
import { presetsOf } from './waits.js';

/** An outcome that the settings ask for: what became of it is accounted for. */
export interface Request {
  /** The rule's position; absent where the presets ask, everywhere. */
  readonly rule?: number;
  /** As the catalogue or the rule calls it; absent where a rule means all calls. */
  readonly call?: string;
  /** With how often it is to happen. */
  readonly outcome: string;
}

/** Every outcome that is asked for, in an order that only depends on the settings. */
export function requestsOf({ presets, rules, persistence }: FaultSettings): readonly Request[] {
  if (rules.length === 0)
    return presetRequests(presets).map(({ call, outcome }) => ({
      call,
      outcome: lastingId(outcome, persistence),
    }));
  return rules.flatMap((rule, number) => {
    const often = rule.persistence ?? persistence;
    const asked =
      rule.outcomes?.map((outcome) => named(rule, outcome)) ??
      presetRequests(presetsOf(rule, presets));
    const concerned = rule.outcomes === undefined ? asked.filter(isOf(rule)) : asked;
    return concerned.map((one) => ({
      ...one,
      rule: number,
      outcome: lastingId(one.outcome, often),
    }));
  });
}

/** How a request is found by what it asks for. */
export function requestKey({ rule, call, outcome }: Request): string {
  return `${String(rule ?? '')}|${call ?? ''}|${outcome}`;
}

export function lasting(outcome: Outcome, persistence: FaultPersistence): Outcome {
  if (persistence === 'once') return outcome;
  if (persistence === 'always') return { ...outcome, times: persistence };
  return persistence.times === 1 ? outcome : { ...outcome, times: persistence.times };
}

function named({ call }: FaultRule, outcome: string): Request {
  return { outcome, ...(call === undefined ? {} : { call }) };
}

/** Whether a rule for one call means this request of the presets. */
function isOf({ call }: FaultRule): (request: Request) => boolean {
  if (call === undefined) return () => true;
  const calls = groupsOf(call).flatMap((group) => catalogueCalls[group]);
  return (request) => calls.includes(request.call ?? '');
}

/** Ids of what the tool cannot bring about stay as they are. */
function lastingId(id: string, persistence: FaultPersistence): string {
  const outcome = parseOutcomeId(id);
  return outcome === undefined ? id : outcomeId(lasting(outcome, persistence));
}
