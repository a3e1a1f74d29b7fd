import type { Colors } from './colors.js';
import { printableLine } from './printable.js';
import type { Report } from './report-schema.js';
import type { RequestedOutcome } from './requested-outcome.js';

const statuses = ['fired', 'not run', 'not reachable', 'not supported'] as const;

/** How many of the requested outcomes happened, and what a rule asked for in vain. */
export function requestedLines({ requested }: Report, colors: Colors): readonly string[] {
  if (requested.length === 0) return [];
  const counts = statuses.flatMap((status) => {
    const count = requested.filter((one) => one.status === status).length;
    return count === 0 ? [] : [`${String(count)} ${status}`];
  });
  const rules = new Set(requested.map(({ rule }) => rule));
  const lines = [...rules].flatMap((rule) =>
    rule === undefined ? [] : ruleLines(requested.filter((one) => one.rule === rule)),
  );
  return [
    `outcomes asked for: ${counts.join(', ')}`,
    ...lines.map((line) => colors.yellow(printableLine(line, 500))),
  ];
}

/** A rule that was of no use at all is told once. */
function ruleLines(requests: readonly RequestedOutcome[]): readonly string[] {
  const missed = requests.filter(({ status }) => status !== 'fired');
  const [first] = missed;
  const isUseless = missed.length === requests.length && sameReason(missed);
  if (first !== undefined && isUseless && missed.length > 1)
    return [`${ruleName(first)}: ${first.status}: ${first.reason ?? ''}`];
  return missed.map((one) => {
    const reason = one.reason === undefined ? '' : `: ${one.reason}`;
    return `${ruleName(one)}: ${one.outcome}: ${one.status}${reason}`;
  });
}

function sameReason([first, ...others]: readonly RequestedOutcome[]): boolean {
  return others.every(({ status, reason }) => status === first?.status && reason === first.reason);
}

function ruleName({ rule = 0, call }: RequestedOutcome): string {
  return `faults.rules[${String(rule)}]${call === undefined ? '' : ` (${call})`}`;
}
