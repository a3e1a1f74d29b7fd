import type { ChoicePoint } from '../model/choice-point.js';
import type { FaultRule } from '../model/settings.js';
import { systemCall } from './call.js';

type Candidate = Pick<ChoicePoint, 'call' | 'socket' | 'stack'>;

/** The rules of a configuration; counts their matches within one run for `nth`. */
export class RuleMatcher {
  constructor(
    private readonly rules: readonly FaultRule[],
    private readonly matches: number[] = rules.map(() => 0),
  ) {}

  copy(): RuleMatcher {
    return new RuleMatcher(this.rules, [...this.matches]);
  }

  /** How often each has matched that counts: up to the n-th time. */
  state(): readonly number[] {
    return this.matches.map((count, i) => Math.min(count, this.rules[i]?.nth ?? 0));
  }

  /** Positions of the rules that match this choice point; each call counts. */
  matching(candidate: Candidate): readonly number[] {
    return this.rules.flatMap((rule, i) => {
      if (!matches(rule, candidate)) return [];
      const count = (this.matches[i] ?? 0) + 1;
      this.matches[i] = count;
      return rule.nth === undefined || rule.nth === count ? [i] : [];
    });
  }
}

function matches(rule: FaultRule, { call, socket, stack }: Candidate): boolean {
  const addresses = [socket.local, socket.peer].filter((address) => address !== undefined);
  return (
    sameCall(rule.call, call) &&
    (rule.fd === undefined || rule.fd === socket.fd) &&
    (rule.port === undefined || socket.role.endsWith(`:${String(rule.port)}`)) &&
    (rule.address === undefined || addresses.some((a) => hasAddress(a, rule.address ?? ''))) &&
    (rule.function === undefined || stack.some((frame) => frame.function === rule.function))
  );
}

function sameCall(wanted: string | undefined, call: string): boolean {
  if (wanted === undefined || wanted === call) return true;
  return systemCall(wanted) === systemCall(call);
}

function hasAddress(address: string, wanted: string): boolean {
  return address === wanted || address.slice(0, address.lastIndexOf(':')) === wanted;
}
