import { parseOutcomeId } from '../model/outcome.js';
import type { FaultRule, FaultSettings } from '../model/settings.js';
import { OperatorError } from '../support/operator-error.js';
import { checkBareOutcome } from './check-bare-outcome.js';
import { didYouMean } from './did-you-mean.js';
import { callsWith, knownCalls, legalOutcomes, listedId } from './legal-outcomes.js';

/** @throws OperatorError for a rule that could never apply, or asks for what cannot happen */
export function checkFaultRules({ rules, bare }: FaultSettings): void {
  rules.forEach((rule, index) => {
    const place = `faults.rules[${String(index)}]`;
    checkCall(place, rule.call);
    (rule.outcomes ?? []).forEach((id, position) => {
      const where = `${place}.outcomes[${String(position)}]`;
      checkOutcome(where, rule, id);
      if (bare) checkBareOutcome(where, rule.call, id);
    });
  });
}

function checkCall(place: string, call: string | undefined): void {
  if (call === undefined || knownCalls.includes(call)) return;
  throw new OperatorError(
    `${place}.call: unknown call "${call}"${didYouMean(call, knownCalls)}`,
    `calls are: ${knownCalls.join(', ')}`,
  );
}

function checkOutcome(place: string, { call }: FaultRule, id: string): void {
  const outcome = parseOutcomeId(id);
  if (outcome?.times !== undefined)
    throw new OperatorError(
      `${place}: how often "${id}" happens is said by the rule`,
      'leave the ending away, and give the rule a `persistence`',
    );
  const legal = legalOutcomes(call);
  if (outcome !== undefined && legal.includes(listedId(id))) return;
  const where = call === undefined ? 'at any call' : `at ${call}`;
  const problem =
    outcome === undefined
      ? `unknown outcome "${id}"${didYouMean(id, legal)}`
      : `"${id}" is nothing that the environment can cause ${where}`;
  throw new OperatorError(`${place}: ${problem}`, `${elsewhere(id)}${listOf(legal, where)}`);
}

function listOf(legal: readonly string[], where: string): string {
  return `outcomes ${where}: ${legal.join(', ')}`;
}

function elsewhere(id: string): string {
  const calls = callsWith(listedId(id));
  return calls.length === 0 ? '' : `it can happen at ${calls.join(', ')}; `;
}
