import { parseOutcomeId } from '../model/outcome.js';
import type { FaultRule } from '../model/settings.js';
import { OperatorError } from '../support/operator-error.js';
import { didYouMean } from './did-you-mean.js';
import { knownCalls, legalOutcomes } from './legal-outcomes.js';

/** @throws OperatorError for a rule that could never apply, or asks for what cannot happen */
export function checkFaultRules(rules: readonly FaultRule[]): void {
  rules.forEach((rule, index) => {
    const place = `faults.rules[${String(index)}]`;
    checkCall(place, rule.call);
    (rule.outcomes ?? []).forEach((id, position) => {
      checkOutcome(`${place}.outcomes[${String(position)}]`, rule.call, id);
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

function checkOutcome(place: string, call: string | undefined, id: string): void {
  const legal = legalOutcomes(call);
  if (legal.includes(id)) return;
  const where = call === undefined ? 'at any call' : `at ${call}`;
  const problem =
    parseOutcomeId(id) === undefined
      ? `unknown outcome "${id}"${didYouMean(id, legal)}`
      : `"${id}" is nothing that the environment can cause ${where}`;
  throw new OperatorError(`${place}: ${problem}`, `outcomes ${where}: ${legal.join(', ')}`);
}
